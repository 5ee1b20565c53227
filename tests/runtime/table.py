"""The outcomes of the checks as a table in Markdown."""
import interpreters

HEAD = '''# Bundle and disk

Each program of `tests/runtime/tree/checks/` runs from the disk and from a bundle, and all that it says is compared.
This page is written by the target `fidelity`. **=** all answers are the same · **-** there is nothing to ask on that
version · a number: all are the same but for the difference explained below · **x** some differ.

'''


def write(path, outcomes):
    """Write `outcomes`, (check, Interpreter) -> 'same', 'nothing', 'different' or a set of reasons, to `path`."""
    pythons = sorted({python for _, python in outcomes})
    checks = sorted({check for check, _ in outcomes})
    reasons = sorted(set().union(*(each for each in outcomes.values() if isinstance(each, frozenset))))
    lines = ['| | %s |' % ' | '.join(map(interpreters.title, pythons)), '|---|%s' % ('---|' * len(pythons))]
    for check in checks:
        cells = (cell(outcomes.get((check, python)), reasons) for python in pythons)
        lines.append('| %s | %s |' % (check.partition('.')[2], ' | '.join(cells)))
    notes = ['%d. %s' % item for item in enumerate(reasons, 1)]
    with open(path, 'w', encoding='utf-8', newline='\n') as file:
        file.write(HEAD + '\n'.join(lines + [''] + notes) + '\n')


def cell(outcome, reasons):
    """Return what stands in the table for `outcome`."""
    if isinstance(outcome, frozenset):
        return ', '.join(str(reasons.index(each) + 1) for each in sorted(outcome))
    return {'same': '=', 'nothing': '-', 'different': '**x**', None: ''}[outcome]
