"""Writes the results of all suites as a page, and its table to standard output.

`table.py DIRECTORY OUTPUT`: exit status 1 if the result of a suite is missing, because it didn't come so far.
"""
import json
import os
import re
import sys

import compare
import prepare

PAGE = """# Other projects' test suites

Each package is taken from its registry as a source distribution, with its own tests, and these run three times: with the
package on the disk, with the package in a bundle, and in a bundle with `extract_resources`. The tests themselves stay on the
disk. The outcomes are compared test by test. *Equal* counts the tests whose outcome in the bundle is no worse than from the
disk. This page is written by the target `ecosystem_table` from the results of the preset `ecosystem`:

```sh
cmake --workflow --preset ecosystem
cmake --build build/ecosystem --target ecosystem_table
```

%s

## What differs

All of it has its reason in [limits.md](limits.md).

%s

## What is left out

%s
"""


def load(name):
    return json.loads(prepare.read(os.path.join(prepare.HERE, name)))


def results(rows):
    """Return the table of all suites."""
    lines = ['| package | version | tests | pass on the disk | equal in a bundle | equal with extract_resources |',
             '|---|---|---|---|---|---|']
    for row in rows:
        equal = [str(row['tests'] - row[variant]['differ']) for variant in compare.VARIANTS]
        lines.append('| %s |' % ' | '.join([row['package'], row['version'], str(row['tests']), str(row['disk']), *equal]))
    count = [sum(row['tests'] for row in rows), sum(row['disk'] for row in rows)]
    count += [sum(row['tests'] - row[variant]['differ'] for row in rows) for variant in compare.VARIANTS]
    lines.append('| **%d packages** | | %s |' % (len(rows), ' | '.join('**%d**' % each for each in count)))
    return '\n'.join(lines)


def differences(rows, expected):
    """Return the table of what expected.json lists."""
    lines = ['| package | in a bundle | with extract_resources | why | limit |', '|---|---|---|---|---|']
    for row in rows:
        for number, each in enumerate(expected.get(row['package'], ())):
            counts = [str(row[variant]['listed'][number]) for variant in compare.VARIANTS]
            anchor = re.sub('[^a-z0-9 -]', '', each['limit'].lower()).replace(' ', '-')
            lines.append('| %s | %s | %s | [%s](limits.md#%s) |' % (
                row['package'], ' | '.join(counts), each['reason'], each['limit'], anchor))
    return '\n'.join(lines)


def main():
    directory, output = sys.argv[1:]
    packages, expected = load('packages.json'), load('expected.json')
    paths = {name: os.path.join(directory, name, 'row.json') for name in packages}
    rows = [json.loads(prepare.read(path)) for path in paths.values() if os.path.exists(path)]
    table = results(rows)
    left = ['- %s: %s' % (name, package['left_out']) for name, package in packages.items() if 'left_out' in package]
    versions = ' and '.join(sorted({row['python'] for row in rows}))
    prepare.write(output, PAGE % ('On CPython %s:\n\n%s' % (versions, table), differences(rows, expected),
                                  '\n'.join(left)))
    print(table)
    missing = [name for name, path in paths.items() if not os.path.exists(path)]
    if missing:
        print('no result of: ' + ', '.join(missing))
    return 1 if missing else 0


if __name__ == '__main__':
    sys.exit(main())
