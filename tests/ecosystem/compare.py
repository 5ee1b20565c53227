"""What differs between two runs of a suite, and whether that was expected. Nothing here touches the disk."""
from fnmatch import fnmatchcase

VARIANTS = ['bundle', 'extracted']


def differences(disk, bundle):
    """Return {test: (outcome on the disk, from the bundle)} of the tests that are worse off in the bundle.

    `disk` and `bundle` are the outcomes by test id; a test that isn't there is 'absent'.
    """
    found = {}
    for test in sorted({*disk, *bundle}):
        before, after = disk.get(test, 'absent'), bundle.get(test, 'absent')
        if before == 'passed' != after or after == 'failed' != before:
            found[test] = before, after
    return found


def judge(found, messages, expected, variant):
    """Return (the tests of `found` that nothing explains, the patterns that explain nothing).

    `messages` has the failures' texts by test, or by file or class where those can't be collected; `expected` is a list
    of {'tests': [pattern], 'message': what must be in the text, 'variants': [name]}.
    """
    left, stale = set(found), []
    for each in expected:
        for pattern in each['tests'] if variant in each['variants'] else ():
            matching = explained(found, messages, each, variant, pattern)
            left -= matching
            if not matching:
                stale.append(pattern)
    return [test for test in found if test in left], stale


def explained(found, messages, each, variant, pattern='*'):
    """Return the tests of `found` that `each` of the expected differences explains, and of these what `pattern` is of."""
    if variant not in each['variants']:
        return set()
    return {test for test in found if each['message'] in text(test, messages) and matches(test, pattern)
            and any(matches(test, one) for one in each['tests'])}


def text(test, messages):
    """Return the text of the test's failure, or of the failure to collect it; '' if there is none."""
    parts = test.split('::')
    heads = ['::'.join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next((messages[head] for head in heads if head in messages), '')


def matches(test, pattern):
    """Return whether the test's id is the pattern; `*` stands for anything, nothing else for anything else."""
    return fnmatchcase(test, pattern.replace('[', '[[]').replace('?', '[?]'))


def count(outcomes, outcome):
    return sum(each == outcome for each in outcomes.values())
