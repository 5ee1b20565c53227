"""Checks: each module here is a program that prints what it sees, from the tree on disk and from a bundle alike."""
import json
import sys

_answers = {}


def probe(function):
    """Call `function`; its value, or the exception that it raises, is the answer that bears its name."""
    try:
        value = function()
    except BaseException as error:
        value = 'raises %s: %s' % (type(error).__name__, error)
    _answers[function.__name__] = value
    return function


def done():
    """Print all answers as one JSON object."""
    json.dump(_answers, sys.stdout, indent=1, sort_keys=True, default=repr)
    sys.stdout.write('\n')
