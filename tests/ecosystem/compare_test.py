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
    found = {'t.py::a[x]': ('passed', 'failed'), 't.py::b': ('passed', 'failed'), 'u.py::c': ('passed', 'absent')}
    messages = {'t.py::a[x]': 'E   Some error', 't.py::b': 'E   Some error', 'u.py': 'E   Some error', 't.py': 'Other'}

    def judge(self, *patterns, variant='bundle', message='Some'):
        expected = [{'variants': ['bundle'], 'message': message, 'tests': list(patterns)}]
        return compare.judge(self.found, self.messages, expected, variant)

    def test_all_is_explained(self):
        self.assertEqual(self.judge('t.py::a[x]', 't.py::b', 'u.py::*'), ([], []))
        self.assertEqual(self.judge('*'), ([], []))

    def test_what_each_explains(self):
        each = {'variants': ['bundle'], 'message': 'Some', 'tests': ['t.py::*']}
        self.assertEqual(compare.explained(self.found, self.messages, each, 'bundle'), {'t.py::a[x]', 't.py::b'})
        self.assertEqual(compare.explained(self.found, self.messages, each, 'extracted'), set())

    def test_something_is_not(self):
        self.assertEqual(self.judge('t.py::b', 'u.py*'), (['t.py::a[x]'], []))
        self.assertEqual(self.judge('*', variant='extracted'), (list(self.found), []))

    def test_another_error_is_not(self):
        self.assertEqual(self.judge('*', message='Other'), (list(self.found), ['*']))

    def test_too_much_is_explained(self):
        self.assertEqual(self.judge('*', 't.py::d', 't.py::?'), ([], ['t.py::d', 't.py::?']))


if __name__ == '__main__':
    unittest.main()
