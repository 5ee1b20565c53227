"""A main that can't be compiled."""
VALUE = 1


def f(:
    pass
