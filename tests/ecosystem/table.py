"""Writes the results of all suites as one table, to standard output and to a file.

`table.py DIRECTORY NAME...`: exit status 1 if the result of a suite is missing, because it didn't come so far.
"""
import json
import os
import sys

import prepare

HEAD = """| package | version | tests | pass on the disk | from a bundle | worse | with extract_resources | worse |
|---|---|---|---|---|---|---|---|
"""
COLUMNS = ['package', 'version', 'tests', 'disk', 'bundle', 'bundle differs', 'extracted', 'extracted differs']


def main():
    directory, names = sys.argv[1], sys.argv[2:]
    text, missing = HEAD, []
    for name in names:
        path = os.path.join(directory, name, 'row.json')
        if os.path.exists(path):
            row = json.loads(prepare.read(path))
            text += '| %s |\n' % ' | '.join(str(row[column]) for column in COLUMNS)
        else:
            missing.append(name)
    prepare.write(os.path.join(directory, 'results.md'), text)
    print(text, end='')
    if missing:
        print('no result of: ' + ', '.join(missing))
    return 1 if missing else 0


if __name__ == '__main__':
    sys.exit(main())
