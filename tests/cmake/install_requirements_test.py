"""What cmake/install_requirements.py decides by itself: versions of Python, and whom an installer blames."""
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.environ['PYBUNDLE_SOURCE_DIR'], 'cmake'))
import install_requirements  # noqa: E402


class SupportedTest(unittest.TestCase):
    def check(self, expected, specifier, version):
        with self.subTest(specifier=specifier, version=version):
            self.assertIs(expected, install_requirements.is_supported(specifier, version))

    def test_specifiers(self):
        for specifier, inside, outside in (
                ('', [(3, 8, 0), (3, 14, 0)], []),
                ('>=3.8', [(3, 8, 0), (3, 10, 1), (4, 0, 0)], [(3, 7, 9)]),
                ('>3.8', [(3, 8, 1), (3, 9, 0)], [(3, 8, 0)]),
                ('<3.12', [(3, 11, 9)], [(3, 12, 0), (3, 12, 1)]),
                ('<=3.12', [(3, 12, 0)], [(3, 12, 1)]),
                ('==3.11', [(3, 11, 0)], [(3, 11, 2)]),
                ('==3.11.*', [(3, 11, 0), (3, 11, 2)], [(3, 1, 1), (3, 12, 0)]),
                ('!=3.11.*', [(3, 12, 0)], [(3, 11, 2)]),
                ('~=3.8', [(3, 8, 0), (3, 13, 0)], [(3, 7, 0), (4, 0, 0)]),
                ('~=3.8.1', [(3, 8, 1), (3, 8, 18)], [(3, 8, 0), (3, 9, 0)]),
                ('>=3.8, <4.0a0, !=3.9.0', [(3, 9, 1)], [(3, 9, 0), (4, 0, 0)])):
            for version in inside:
                self.check(True, specifier, version)
            for version in outside:
                self.check(False, specifier, version)

    def test_what_is_no_specifier(self):
        for specifier in ('3.8', '>=', '>=3.x', 'python', '>=3.8 <4', '=>3.8'):
            with self.subTest(specifier), self.assertRaises(ValueError):
                install_requirements.is_supported(specifier, (3, 11, 0))


class MissingTest(unittest.TestCase):
    def test_whom_they_blame(self):
        for said, name in (
                ('ERROR: No matching distribution found for numpy==9 (from -r x)', 'numpy'),
                ('cause: Because lxml==5.0 has no wheels with a matching platform tag and', 'lxml'),
                ('Because there is no version of two-kinds==9 and you require', 'two-kinds'),
                ('Because there are no versions of a.b and you require a.b', 'a.b'),
                ('Because nothing was not found in the provided package locations', 'nothing')):
            found = install_requirements.MISSING.search(said)
            self.assertEqual(name, found.group('pip') or found.group('uv'))
        self.assertIsNone(install_requirements.MISSING.search('error: Hash mismatch for `beta==1.0`'))


if __name__ == '__main__':
    unittest.main()
