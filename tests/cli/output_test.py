"""What the tool writes, and what it never overwrites."""
import os
import stat
import sys
import unittest

from tool import ToolTest


class Output(ToolTest):

    def setUp(self):
        super().setUp()
        self.write('p/__main__.py', 'print("hello")\n')
        self.manifest(packages=['p'])

    def test_file(self):
        self.assertEqual((0, '', ''), self.call('build', 'm.json', '-o', 'out.py'))
        self.assertEqual(['m.json', 'out.py', 'p/__main__.py'], self.files())

    def test_standard_output(self):
        status, output, message = self.call('build', 'm.json', '-o', '-')
        self.assertEqual((0, ''), (status, message))
        self.call('build', 'm.json', '-o', 'out.py')
        self.assertEqual(self.read('out.py').decode(), output)
        self.assertTrue(output.isascii())

    def test_same_bytes_from_any_directory(self):
        self.call('build', 'm.json', '-o', 'out.py')
        os.mkdir(self.path('elsewhere'))
        self.call('build', self.path('m.json'), '-o', self.path('elsewhere/other.py'))
        self.assertEqual(self.read('out.py'), self.read('elsewhere/other.py'))

    @unittest.skipIf(os.name == 'nt', 'modes')
    def test_shebang_makes_it_executable(self):
        self.manifest('x.json', packages=['p'], shebang='#!/usr/bin/env python3')
        self.call('build', 'x.json', '-o', 'out.py')
        self.assertTrue(self.read('out.py').startswith(b'#!/usr/bin/env python3\n'))
        umask = os.umask(0)
        os.umask(umask)
        self.assertEqual(0o777 & ~umask, stat.S_IMODE(os.stat(self.path('out.py')).st_mode))

    def test_failure_leaves_an_existing_file_alone(self):
        self.write('out.py', 'mine')
        self.manifest('bad.json', packages=['nope'])
        self.assertEqual(1, self.call('build', 'bad.json', '-o', 'out.py')[0])
        self.assertEqual(b'mine', self.read('out.py'))

    def test_unwritable_output(self):
        os.mkdir(self.path('folder'))
        before = self.files()
        self.assertEqual((1, '', "folder: error: can't write the bundle: Is a directory "
                          "[unwritable-output]\n"),
                         self.call('build', 'm.json', '-o', 'folder'))
        self.assertEqual((1, '', "no/out.py: error: can't write the bundle: No such file or "
                          "directory [unwritable-output]\n"),
                         self.call('build', 'm.json', '-o', 'no/out.py'))
        self.assertEqual(before, self.files())

    @unittest.skipUnless(os.path.exists('/dev/full'), 'needs a full device')
    def test_full_device(self):
        status, _, message = self.call('build', 'm.json', '-o', '/dev/full')
        self.assertEqual((1, "/dev/full: error: can't write the bundle: No space left on device "
                          "[unwritable-output]\n"), (status, message))

    def test_output_over_an_input(self):
        for output in ('p/__main__.py', 'm.json', './p/../p/__main__.py'):
            before = self.read(output)
            status, _, message = self.call('build', 'm.json', '-o', output)
            self.assertEqual(1, status)
            self.assertIn('one of the bundle\'s own inputs', message)
            self.assertEqual(before, self.read(output))

    def test_note_on_the_entry_chosen(self):
        self.write('a.py', 'def first(o): pass\n\n\ndef second(o): pass\n')
        self.manifest('k.json', entry='a', host='kaggle')
        self.assertEqual((0, '', "a.py:4:1: note: the entry is 'second', the last function of a "
                          "[chosen-entry]\n"), self.call('build', 'k.json', '-o', 'out.py'))
        self.assertEqual((0, '', ''), self.call('build', '-q', 'k.json', '-o', 'out.py'))


if __name__ == '__main__':
    unittest.main()
