"""doctest, of main and of modules.

>>> 1 + 1
3
"""
import doctest
import io
import contextlib

import fid.helpers

from . import done, probe


def documented():
    """
    >>> documented()
    5
    """
    return 4


def output(function, *arguments, **keywords):
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream):
        result = function(*arguments, **keywords)
    return [list(result), stream.getvalue()]


@probe
def of_a_module():
    return output(doctest.testmod, fid.helpers, verbose=True)


@probe
def of_main():
    return output(doctest.testmod)


@probe
def of_a_file():
    return output(doctest.testfile, 'data/nested/doctest.txt', package='fid')


@probe
def found():
    tests = doctest.DocTestFinder().find(fid.helpers)
    return [[test.name, test.filename, test.lineno, len(test.examples)] for test in tests]


done()
