"""The command line."""
import csv
import pkgutil
import sys
from importlib import metadata

from . import __version__
from .report import lines


def main():
    arguments = sys.argv[1:]
    if arguments == ['--help']:
        print(pkgutil.get_data(__package__, 'help.txt').decode(), end='')
        return None
    if arguments == ['--version']:
        print(f'stockroom {__version__}, columns {metadata.version("columns")}')
        return None
    if len(arguments) > 1:
        return 'stockroom: one file at most; see stockroom --help'
    try:
        with open(arguments[0], newline='') if arguments else sys.stdin as file:
            print('\n'.join(lines(csv.DictReader(file))))
    except OSError as error:
        return f'stockroom: {error}'
    return None
