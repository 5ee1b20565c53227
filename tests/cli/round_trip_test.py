"""Exact bytes in, exact bytes out, on every interpreter: read back by the loader and as resources."""
import hashlib
import os
import random
import subprocess
import sys
import unittest

from tool import ToolTest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, 'runtime'))
import interpreters  # noqa: E402

# Pieces that are hard on a writer of literals; random files are made of them.
PIECES = [b"'", b'"', b"'''", b'"""', b'\\', b'\\\\', b'\n', b'\r\n', b'\r', b'\t', b'\f', b'\v', b'\0', b'\x1b',
          b'\x7f', b'\x80', b'\xff', b'\xc3\xa9', b'\xe4\xb8\xad', b'\xf0\x9f\x98\x80', b'\xed\xa0\x80',
          b'\xef\xbb\xbf', b'\xe2\x80\xa8', b'\xc2\x85', b'bl_info = {}\n', b'# /// script\n', b'\\N{DASH}',
          b'\\u0041', b'{x}', b'%s', b'# coding: latin-1\n', b' ', b'x = 1\n', b'\x1a', b'$HOME', b'@x@']

WHOLE = [b'', b'\n', b"'", b'"', b'\\', b"'''", b'"""', b'\r\n', b'\r', b'\0', b'a\r\nb\r\n', b'a\r\nb\n', b'\r\n\r\n',
         b'"""doc"""\n\'\'\'x\'\'\'', bytes(range(256)), bytes(range(256)) * 40, b'x' * 5000, b"'" * 50, b'\\' * 51]

NAMES = ['plain.bin', 'with space.txt', "quo'te.txt", 'brackets [base64]', '\u00e9t\u00e9.txt', 'a.b.c', 'x [crlf]',
         '100%.txt', '#hash', 'semi;colon', 'dollar$', 'back\\slash' if os.name != 'nt' else 'other']

CHECK = r'''
import sys
def check(loader, prefix):
    import hashlib
    for line in sys.stdin.buffer.read().decode('utf-8').split('\n'):
        digest, _, name = line.partition(' ')
        data = loader.get_data(prefix + name.replace('/', __import__('os').sep))
        if hashlib.sha256(data).hexdigest() != digest:
            print('differs: ' + ascii(name), ascii(data[:200]))
    print('checked')
if __name__ == '__main__':
    from p import m
    check(m.__loader__, m.__file__[:-4])
'''


class RoundTrip(ToolTest):

    def test_bytes(self):
        randomly = random.Random(20)
        contents = {'f%03d.dat' % number: data for number, data in enumerate(WHOLE)}
        for number in range(300):
            pieces = randomly.choices(PIECES, k=randomly.randrange(1, 30))
            contents['r%03d.dat' % number] = b''.join(pieces)
        for name in NAMES:
            contents[name] = name.encode()
        for name, data in contents.items():
            self.write('p/' + name, data)
        self.write('p/m.py', '')
        self.write('run.py', CHECK)
        for storage in ('source', 'compact', 'smallest'):
            self.manifest(entry='run', packages=['p'], format=storage)
            self.assertEqual((0, '', ''), self.call('build', '-q', 'm.json', '-o', 'out.py'))
            self.check(contents)
            self.assertEqual((0, '', ''), self.call('extract', 'out.py', '-o', storage))
            for name, data in contents.items():
                self.assertEqual(data, self.read(storage + '/p/' + name), name)

    def check(self, contents):
        """Let each interpreter read the bundle's files."""
        bundle = self.read('out.py')
        odd = set(bundle) - set(range(0x20, 0x7f)) - set(b'\n\t')
        self.assertEqual(set(), odd)
        for line in bundle.splitlines():
            self.assertFalse(line.startswith((b'bl_info', b'# ///')), line)

        listing = '\n'.join('%s %s' % (hashlib.sha256(data).hexdigest(), name) for name, data in contents.items())
        found = interpreters.find()
        self.assertTrue(found)
        for interpreter in found:
            with self.subTest(interpreter=interpreter):
                done = subprocess.run([interpreter.executable, '-I', 'out.py'], input=listing.encode('utf-8'),
                                      cwd=self.directory, stdout=subprocess.PIPE, timeout=60)
                self.assertEqual((0, b'checked'), (done.returncode, done.stdout.strip()))


if __name__ == '__main__':
    unittest.main()
