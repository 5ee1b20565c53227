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


def judge(found, expected, variant):
    """Return (the tests of `found` that nothing explains, the patterns that explain nothing).

    `expected` is a list of {'tests': [pattern], 'variants': [name]}.
    """
    patterns = [pattern for each in expected if variant in each['variants'] for pattern in each['tests']]
    unexplained = [test for test in found if not any(matches(test, pattern) for pattern in patterns)]
    stale = [pattern for pattern in patterns if not any(matches(test, pattern) for test in found)]
    return unexplained, stale


def matches(test, pattern):
    """Return whether the test's id is the pattern; `*` stands for anything, nothing else for anything else."""
    return fnmatchcase(test, pattern.replace('[', '[[]').replace('?', '[?]'))


def count(outcomes, outcome):
    return sum(each == outcome for each in outcomes.values())
