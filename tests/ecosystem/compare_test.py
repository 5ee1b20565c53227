"""What counts as a difference, and what explains one."""
import unittest

import compare


class Differences(unittest.TestCase):

    def test_worse_counts(self):
        disk = {'fails': 'passed', 'skips': 'passed', 'gone': 'passed', 'was skipped': 'skipped', 'same': 'passed'}
        bundle = {'fails': 'failed', 'skips': 'skipped', 'was skipped': 'failed', 'new': 'failed', 'same': 'passed'}
        self.assertEqual(compare.differences(disk, bundle), {
            'fails': ('passed', 'failed'), 'gone': ('passed', 'absent'), 'new': ('absent', 'failed'),
            'skips': ('passed', 'skipped'), 'was skipped': ('skipped', 'failed')})

    def test_equal_or_better_does_not(self):
        disk = {'fails': 'failed', 'mended': 'failed', 'expected': 'xfailed', 'skips': 'skipped'}
        bundle = {'fails': 'failed', 'mended': 'passed', 'expected': 'xpassed', 'skips': 'passed', 'new': 'passed'}
        self.assertEqual(compare.differences(disk, bundle), {})


class Judge(unittest.TestCase):
    found = {'t.py::a[x]': ('passed', 'failed'), 't.py::b': ('passed', 'failed')}

    def judge(self, *patterns, variant='bundle'):
        return compare.judge(self.found, [{'variants': ['bundle'], 'tests': list(patterns)}], variant)

    def test_all_is_explained(self):
        self.assertEqual(self.judge('t.py::a[x]', 't.py::b'), ([], []))
        self.assertEqual(self.judge('t.py::*'), ([], []))

    def test_something_is_not(self):
        self.assertEqual(self.judge('t.py::b'), (['t.py::a[x]'], []))
        self.assertEqual(self.judge('t.py::*', variant='extracted'), (list(self.found), []))

    def test_too_much_is_explained(self):
        self.assertEqual(self.judge('t.py::*', 't.py::c', 't.py::?'), ([], ['t.py::c', 't.py::?']))


if __name__ == '__main__':
    unittest.main()
