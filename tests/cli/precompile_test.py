"""Code objects at build time: by which interpreters, what is kept of them, and what is said of them."""
import os
import re
import sys
import unittest

from tool import ToolTest


class Precompile(ToolTest):

    def setUp(self):
        super().setUp()
        self.write('p/__init__.py')
        for number in range(30):
            self.write('p/m%d.py' % number, 'VALUE = %d\n\n\ndef f(a):\n    return a + VALUE\n' % number)
        self.write('p/__main__.py', 'print("hello")\n')
        self.compile = ['--precompile', sys.executable, '--package', 'p']

    def build(self, *options, output='out.py'):
        self.assertEqual((0, '', ''), self.call('build', 'p', *self.compile, *options, '-o', output))
        return self.read(output)

    def traced(self):
        """An interpreter that appends a line to the file `trace` for each module that it compiles."""
        script = self.write('python', '#!/bin/sh\nfor last; do :; done\ntest -r "$last" && grep -a -c "^m [0-9]*$" "$last" '
                            '>> "%s"\nexec "%s" "$@"\n' % (self.path('trace'), sys.executable))
        os.chmod(script, 0o755)
        self.compile[1] = script

    def compiled(self):
        """How many modules were compiled since the last call."""
        with open(self.path('trace'), 'a+') as file:
            file.seek(0)
            counts = [int(line) for line in file]
            file.truncate(0)
        return sum(counts)

    def test_same_bytes_again_and_with_a_cache(self):
        first = self.build()
        self.assertEqual(first, self.build())
        self.assertEqual(first, self.build('--code-cache', 'kept'))
        self.assertEqual(first, self.build('--code-cache', 'kept'))

    @unittest.skipIf(os.name == 'nt', 'needs a shell')
    def test_only_what_changed_is_compiled(self):
        self.traced()
        cached = ['--code-cache', 'kept']
        self.build(*cached)
        self.assertEqual(32, self.compiled())
        self.build(*cached)
        self.assertEqual(0, self.compiled())
        self.write('p/m7.py', 'VALUE = 70\n')
        changed = self.build(*cached)
        self.assertEqual(1, self.compiled())
        self.build(*cached)
        self.assertEqual(0, self.compiled())
        self.assertEqual(changed, self.build())

    @unittest.skipIf(os.name == 'nt', 'needs a shell')
    def test_a_damaged_cache(self):
        self.traced()
        bundle = self.build('--code-cache', 'kept')
        name, = os.listdir(self.path('kept'))
        good = self.read('kept/' + name)
        for bad in b'', b'x', good[:-1], good + b'x', good[:99] + b'\0' + good[100:], good[:30]:
            self.write('kept/' + name, bad)
            self.compiled()
            self.assertEqual(bundle, self.build('--code-cache', 'kept'))
            self.assertEqual(32, self.compiled())
            self.assertEqual(good, self.read('kept/' + name))

    def test_a_cache_that_cannot_be_written(self):
        self.write('file')
        self.build('--code-cache', 'file/kept')

    def test_list_and_extract(self):
        self.build()
        status, output, _ = self.call('list', 'out.py')
        self.assertEqual(0, status)
        self.assertRegex(output, r'\n\(code for %s\) +\d+ +\d+\.\d%%\n' % re.escape(sys.implementation.cache_tag))
        self.assertEqual((0, '', ''), self.call('extract', 'out.py', '-o', 'back'))
        self.assertEqual(self.read('p/m3.py'), self.read('back/p/m3.py'))
        self.assertEqual(32, len([name for name in self.files() if name.startswith('back/')]))

    def test_damage_to_the_code_is_told(self):
        text = self.build()
        at = text.index(b"'code': {")
        for cut in at + 9, at + 200, (at + len(text)) // 2:
            self.write('cut.py', text[:cut])
            status, _, message = self.call('list', 'cut.py')
            self.assertEqual(1, status)
            self.assertIn('[damaged-bundle]', message)

    def test_twice_the_same_interpreter_is_once(self):
        first = self.build()
        self.compile += ['--precompile', sys.executable]
        self.assertEqual(first, self.build())

    def test_paths_start_at_the_manifest(self):
        os.mkdir(self.path('bin'))
        os.symlink(sys.executable, self.path('bin/py'))
        self.manifest('sub/m.json', entry='p', packages=['p'], roots=['..'], precompile=['../bin/py'])
        self.assertEqual((0, '', ''), self.call('build', 'sub/m.json', '-o', 'out.py'))
        self.manifest('bad.json', entry='p', packages=['p'], precompile=['bin/none'])
        status, _, message = self.call('build', 'bad.json', '-o', 'out.py')
        self.assertEqual(1, status)
        self.assertIn("bad.json:1:", message)
        self.assertIn("error: 'bin/none' is no Python that runs [no-interpreter]", message)

    def test_what_only_a_parser_sees(self):
        self.write('p/wrong.py', 'def f():\n    return = 3\n')
        status, _, message = self.call('build', 'p', *self.compile, '-o', 'no.py')
        self.assertEqual(1, status)
        self.assertRegex(message, r"^p/wrong\.py:2:\d+: error: Python can't compile it: invalid syntax \[invalid-syntax\]")
        self.assertFalse(os.path.exists(self.path('no.py')))

    def test_nothing_is_left_in_the_directory_for_temporary_files(self):
        os.mkdir(self.path('temporary'))
        before = os.environ.get('TMPDIR')
        os.environ['TMPDIR'] = self.path('temporary')
        try:
            self.build()
        finally:
            if before is None:
                del os.environ['TMPDIR']
            else:
                os.environ['TMPDIR'] = before
        self.assertEqual([], os.listdir(self.path('temporary')))


if __name__ == '__main__':
    unittest.main()
