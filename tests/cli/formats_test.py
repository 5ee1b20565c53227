"""The formats of bundles and minify: what is stored, what comes back, and what is refused."""
import base64
import os
import re
import subprocess
import sys
import unittest
import zlib

from tool import ToolTest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, 'runtime'))
import interpreters  # noqa: E402

MODULE = '''"""What it is for."""
# A comment.

def double(number: int) -> int:
    """Return twice the number."""
    result: int = 2 * number  # twice
\treturn result
'''.replace('\t', '    ')


class Formats(ToolTest):

    def build(self, *arguments, **keys):
        self.manifest(**keys)
        self.assertEqual((0, '', ''), self.call('build', '-q', 'm.json', '-o', 'out.py', *arguments))
        return self.read('out.py')

    def extracted(self, name):
        """Return a file's bytes as `extract` gives them back."""
        folder = 'd%d' % len(os.listdir(self.directory))
        self.assertEqual((0, '', ''), self.call('extract', 'out.py', '-o', folder))
        return self.read(folder + '/' + name)

    def test_compact_streams_are_what_python_reads(self):
        data = MODULE.encode() * 20
        self.write('main.py', data)
        bundle = self.build(entry='main', format='compact')
        stream = re.search(rb"'''main\.py \[zlib\]\n([A-Za-z0-9+/=\n]*)'''", bundle).group(1)
        self.assertEqual(data, zlib.decompress(base64.b64decode(stream)))
        self.assertEqual(data, self.extracted('main.py'))

    def test_compact_has_nothing_that_editors_change(self):
        self.write('p/__init__.py', '')
        self.write('p/__main__.py', 'if True:\n\tx = 1 \n\n')
        self.write('p/t.txt', 'a\tb \n')
        bundle = self.build(entry='p', packages=['p'], format='compact')
        self.assertNotIn(b'\t', bundle)
        self.assertIsNone(re.search(rb'[ \t]$', bundle, re.MULTILINE))
        self.assertEqual(set(), set(bundle) - set(range(0x20, 0x7f)) - set(b'\n'))
        self.assertEqual(b'a\tb \n', self.extracted('p/t.txt'))

    def test_compact_keeps_what_would_not_get_shorter(self):
        self.write('main.py', 'x = 1\n')
        self.assertIn(b"r'''main.py\nx = 1\n'''", self.build(entry='main', format='compact'))

    def test_damaged_stream(self):
        self.write('main.py', MODULE * 20)
        bundle = self.build(entry='main', format='compact').decode()
        at = bundle.index('main.py [zlib]\n') + 40
        for damaged in (bundle[:at] + ('A' if bundle[at] != 'A' else 'B') + bundle[at + 1:], bundle[:at] + bundle[at + 4:]):
            self.write('damaged.py', damaged)
            status, output, message = self.call('list', 'damaged.py')
            self.assertEqual((1, ''), (status, output))
            self.assertIn("error: the zlib stream of 'main.py' is damaged [damaged-bundle]", message)

    def test_minify(self):
        self.write('main.py', 'import m\nprint(m.double(4))\n')
        self.write('m.py', MODULE)
        self.write('data.txt', MODULE)
        for options, expected in (
                (['comments'], MODULE.replace('# A comment.\n\n', '').replace('  # twice', '')),
                (['docstrings'], re.sub(r'^ *""".*"""\n', '', MODULE, flags=re.MULTILINE)),
                (['annotations'], MODULE.replace(': int', '').replace(' -> int', '')),
                (['comments', 'docstrings', 'annotations', 'indentation'],
                 'def double(number):\n result=2*number\n return result\n')):
            self.build(entry='main', modules=['m'], resources=['data.txt'], minify=options)
            self.assertEqual(expected, self.extracted('m.py').decode())
            self.assertEqual(MODULE, self.extracted('data.txt').decode())
            for interpreter in interpreters.find():
                output = subprocess.check_output([interpreter.executable, '-I', self.path('out.py')])
                self.assertEqual(b'8', output.strip())

    def test_the_command_line_says_the_same(self):
        self.write('main.py', MODULE)
        by_manifest = self.build(entry='main', format='compact', minify=['comments', 'docstrings'])
        options = ['--format', 'compact', '--minify', 'comments,docstrings']
        self.assertEqual((0, '', ''), self.call('build', '-q', 'main.py', '-o', 'other.py', *options))
        self.assertEqual(by_manifest, self.read('other.py'))
        for wrong in (['--format', 'zip'], ['--minify', 'names']):
            self.assertEqual(2, self.call('build', 'main.py', '-o', 'other.py', *wrong)[0])

    def test_wrong_values(self):
        self.write('main.py', '')
        self.manifest(entry='main', format='tiny', minify=['names', 1])
        status, _, message = self.call('build', 'm.json', '-o', 'out.py')
        self.assertEqual(1, status)
        self.assertIn('/format: there is no "tiny" [bad-manifest]\n  hint: the choices are: source, compact',
                      message)
        self.assertIn('/minify/0: there is no "names" [bad-manifest]\n'
                      '  hint: the choices are: comments, docstrings, annotations, indentation', message)
        self.assertIn('/minify/1: must be a string, not a number', message)

    def test_hosts_that_forbid_it(self):
        self.write('main.py', 'bl_info = {}\n')
        self.manifest(entry='main', host='blender', format='compact', minify=['comments', 'indentation'])
        status, _, message = self.call('build', 'm.json', '-o', 'out.py')
        self.assertEqual(1, status)
        self.assertIn("m.json:1:", message)
        self.assertIn("host 'blender' forbids code that can't be read, as compressed files can't [refused-by-host]\n"
                      "  hint: leave the format at 'source'", message)
        self.assertIn("hint: leave 'indentation' out", message)
        self.build(entry='main', host='blender', minify=['comments'])


if __name__ == '__main__':
    unittest.main()
