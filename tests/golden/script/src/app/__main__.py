"""Runs in the bundle's own namespace."""
import sys

from lib import names
from lib.quotes import QUOTES
from . import reader


def main():
    print(__name__, __package__, __spec__.parent, __doc__)
    print(names.café, QUOTES)
    print(reader.read('notes.txt'))
    print('_pybundle' in globals(), sys.argv[1:])


if __name__ == '__main__':
    main()
