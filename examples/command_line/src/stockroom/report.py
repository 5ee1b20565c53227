"""From rows of a CSV file to lines of a report."""
from decimal import Decimal


def total(item):
    """The value of an item's pieces."""
    return int(item['pieces']) * Decimal(item['price'])


def lines(items):
    """The report on `items`, dictionaries with the keys item, pieces and price."""
    from columns import columns  # late, because --help does without

    items = sorted(items, key=total, reverse=True)
    rows = [('item', 'pieces', 'price', 'value')]
    rows += [(item['item'], item['pieces'], item['price'], total(item)) for item in items]
    rows.append(('', '', '', sum(map(total, items), Decimal())))
    return columns(rows, right=(1, 2, 3))
