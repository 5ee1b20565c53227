import sys

from cli.version import VERSION
from cli.words import WORDS


def main():
    print(VERSION, *WORDS)
    for argument in sys.argv[1:]:
        print(repr(argument))
    print(sys.stdin.read().upper(), end='')
