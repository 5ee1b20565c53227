"""This program can't be compiled."""
A = 1


def f(:
    pass
