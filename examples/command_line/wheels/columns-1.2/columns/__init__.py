"""Text in columns."""


def columns(rows, right=()):
    """`rows` of strings as lines: columns as wide as their cells, two spaces apart.

    `right` are the numbers of the columns whose cells stand at the right.
    """
    rows = [list(map(str, row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        cells = [cell.rjust(width) if number in right else cell.ljust(width)
                 for number, (cell, width) in enumerate(zip(row, widths))]
        yield '  '.join(cells).rstrip()
