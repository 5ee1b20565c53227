"""list, extract and check: what they say of a bundle, without running it."""
import os
import unittest

from round_trip_test import NAMES, PIECES, WHOLE
from tool import ToolTest

AGENT = 'def agent(observation, configuration):\n    return 1\n'


class Inspect(ToolTest):

    def build(self, **keys):
        self.manifest(**keys)
        self.assertEqual(0, self.call('build', '-q', 'm.json', '-o', 'out.py')[0])

    def test_list(self):
        self.write('p/__init__.py', 'x = 1\n')
        self.write('p/__main__.py', 'y = 22\n')
        self.write('p/data/t.txt', 'text')
        self.build(packages=['p'])
        status, output, message = self.call('list', 'out.py')
        self.assertEqual((0, ''), (status, message))
        rows = [line.split() for line in output.splitlines()]
        self.assertEqual([['name', 'kind', 'bytes', 'share'], ['p', 'package', '6'], ['p.__main__', 'module', '7'],
                          ['p/data/t.txt', 'resource', '4']], [rows[0], *(row[:3] for row in rows[1:4])])
        self.assertEqual(str(len(self.read('out.py'))), rows[-1][-2])

    def test_extract_gives_the_bytes_back(self):
        contents = {'p/w%d.dat' % number: data for number, data in enumerate(WHOLE + PIECES)}
        contents.update(('p/' + name, name.encode()) for name in NAMES)
        for name, data in contents.items():
            self.write(name, data)
        self.write('run.py', 'raise SystemExit("nothing of a bundle may run")\n')
        self.build(entry='run', packages=['p'])
        # Editors and version control on Windows may have changed the line ends.
        self.write('crlf.py', self.read('out.py').replace(b'\n', b'\r\n'))
        for bundle in ('out.py', 'crlf.py'):
            self.assertEqual((0, '', ''), self.call('extract', bundle, '-o', bundle + '.d/deep'))
            for name, data in contents.items():
                self.assertEqual(data, self.read(bundle + '.d/deep/' + name), name)

    def test_extract_overwrites_nothing(self):
        self.write('main.py', '')
        self.write('full/main.py', 'mine')
        self.build(entry='main')
        status, _, message = self.call('extract', 'out.py', '-o', 'full')
        self.assertEqual((1, 'full: error: this is not empty, and files in it could be overwritten '
                          '[unwritable-output]\n  hint: name a directory that is new or empty\n'), (status, message))
        self.assertEqual(b'mine', self.read('full/main.py'))

    def test_extract_stays_inside(self):
        self.write('main.py', '')
        self.build(entry='main')
        for evil in ('../evil.py', '/evil.py', 'a/../../evil.py', 'a//b', './x', 'c:/x'):
            text = self.read('out.py').decode().replace("'\nmain.py", "'\n" + evil).replace("'main.py\n", "'%s\n" % evil)
            self.write('evil_bundle.py', text)
            before = self.files()
            status, _, message = self.call('extract', 'evil_bundle.py', '-o', 'd/d')
            self.assertEqual(1, status, evil)
            self.assertIn("the path '%s' would lead outside" % evil, message)
            self.assertEqual(before, self.files())

    def test_damage(self):
        self.write('main.py', 'x = 1\n')
        self.write('data.bin', bytes(range(256)))
        self.build(entry='main', resources=['data.bin'])
        text = self.read('out.py').decode()
        for number, damaged in enumerate([
                text[:len(text) // 4], text[:text.index("r'''data.bin")], text.replace("r'''main.py", "r'''other.py"),
                text.replace('AAEC', '!!!!'), text.replace("r'''main.py", "f'''main.py"), text.replace('[base64]', '[rot13]'),
                'print("no bundle")\n', '', '_pybundle = {', "_pybundle = {'files': (", "_pybundle = {1: 2}\n"]):
            self.write('damaged.py', damaged)
            for command in (['list', 'damaged.py'], ['extract', 'damaged.py', '-o', 'd']):
                status, output, message = self.call(*command)
                self.assertEqual((1, ''), (status, output), number)
                self.assertIn('[damaged-bundle]', message)
        self.assertEqual(1, self.call('list', 'nope.py')[0])

    def check(self, content, host):
        self.write('f.py', content)
        status, _, message = self.call('check', 'f.py', '--host', host)
        return status, message

    def test_check_kaggle(self):
        self.assertEqual((0, "f.py:1:1: note: Kaggle would take 'agent' as the agent [chosen-entry]\n"),
                         self.check(AGENT, 'kaggle'))
        self.assertEqual((0, "f.py:3:1: note: Kaggle would take 'agent' as the agent [chosen-entry]\n"),
                         self.check('import os\nX = 1\n' + AGENT + 'import sys\nY = [2]\n', 'kaggle'))
        status, message = self.check(AGENT + 'class Helper: pass\n', 'kaggle')
        self.assertEqual(1, status)
        self.assertIn("'Helper' is a class, not a function", message)
        # A name bound again keeps its place: the helper is the last callable, not the agent.
        status, message = self.check('def agent(o): pass\ndef helper(a, b, c): pass\n' + AGENT, 'kaggle')
        self.assertEqual(1, status)
        self.assertIn("'helper' needs an argument", message)
        for content, words in ((b'\xef\xbb\xbf' + AGENT.encode(), 'byte order mark'), (b'# \xff\n', 'not UTF-8'),
                               ('x = 1\n', 'binds no callable'), (AGENT + '\0', '[refused-by-host]'),
                               ('def agent(*a): pass\n', 'takes its arguments by *a'), ('x = (', '[refused-by-host]')):
            status, message = self.check(content, 'kaggle')
            self.assertEqual(1, status, content)
            self.assertIn(words, message)
        status, message = self.check('from x import *\n' + AGENT, 'kaggle')
        self.assertEqual(0, status)
        self.assertIn('[undecided]', message)

    def test_check_bundles(self):
        self.write('bot/__init__.py', '')
        self.write('bot/main.py', 'from .act import agent\n')
        self.write('bot/act.py', AGENT)
        self.build(entry='bot.main:agent', host='kaggle', packages=['bot'])
        self.assertEqual((0, '', ''), self.call('check', 'out.py', '--host', 'kaggle'))
        self.build(entry='bot.act', packages=['bot'])
        status, _, message = self.call('check', 'out.py', '--host', 'kaggle')
        self.assertEqual(1, status)
        self.assertIn('it exports no function', message)

    def test_check_limits(self):
        self.assertEqual((0, ''), self.check('#' * 100000, 'codingame'))
        self.assertEqual(1, self.check('#' * 100001, 'codingame')[0])
        self.assertEqual((0, ''), self.check('#' + '\u00e9' * 99999, 'codingame'))
        self.assertEqual(1, self.check('#' + '\u00e9' * 40000, 'codeforces')[0])
        self.assertEqual((0, ''), self.check('#' * 524288, 'atcoder'))
        self.assertEqual(1, self.check('#' * 524289, 'atcoder')[0])

    def test_check_scanned(self):
        self.assertEqual((0, ''), self.check('"""x"""\nbl_info = {"name": "x"}\n', 'blender'))
        for content in ('x = 1\n', ' bl_info = {}\n', 'bl_info = dict(name="x")\n', 'bl_info: dict = {}\n'):
            self.assertEqual(1, self.check(content, 'blender')[0], content)
        self.assertEqual((0, ''), self.check('from airflow import DAG\n', 'airflow'))
        self.assertEqual(1, self.check('x = 1\n', 'airflow')[0])
        self.assertEqual(2, self.call('check', 'f.py', '--host', 'nope')[0])


if __name__ == '__main__':
    unittest.main()
