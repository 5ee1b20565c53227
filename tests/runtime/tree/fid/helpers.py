"""Helpers that fail, warn and explain.

>>> double(21)
42
"""
import warnings


# A comment that inspect.getcomments() finds.
def double(value):
    """Return twice the value.

    >>> double(4)
    8
    """
    return value * 2


def fail(depth=0):
    if depth:
        return fail(depth - 1)
    raise ValueError('helpers fail')  # the failing line


def warn(stacklevel=1):
    warnings.warn('helpers warn', UserWarning, stacklevel)


class Shape:
    """A class with a method."""

    def area(self):
        """Return nothing."""
        return [x for x in range(3)]
