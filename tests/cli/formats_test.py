"""The formats of bundles and minify: what is stored, what comes back, and what is refused."""
import ast
import base64
import json
import os
import re
import shutil
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
                 'def double(number):\n result=2*number\n return result\n'),
                (['rename_locals'], MODULE.replace('result', 'a'))):
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
        self.assertIn('/format: there is no "tiny" [bad-manifest]\n  hint: the choices are: source, compact, smallest',
                      message)
        self.assertIn('/minify/0: there is no "names" [bad-manifest]\n'
                      '  hint: the choices are: comments, docstrings, annotations, indentation, rename_locals', message)
        self.assertIn('/minify/1: must be a string, not a number', message)

    def runs(self, expected, *arguments):
        """Run the bundle on every interpreter, each in an empty environment."""
        for interpreter in interpreters.find():
            done = subprocess.run([interpreter.executable, '-I', self.path('out.py'), *arguments],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            self.assertEqual(expected, done.stdout.decode().replace('\r\n', '\n').strip(), interpreter.executable)

    def write_program(self):
        self.write('p/__init__.py', '')
        self.write('p/__main__.py', '"""Docs."""\nfrom . import used\nprint(used.double(21))\n')
        self.write('p/used.py', MODULE)
        self.write('p/unused.py', MODULE)

    def test_smallest(self):
        self.write_program()
        self.manifest(entry='p', packages=['p'], format='smallest')
        status, _, message = self.call('build', '-v', 'm.json', '-o', 'out.py', '--metafile', 'meta.json')
        self.assertEqual(0, status)
        self.assertIn('leave p.unused: no import leads to it\n', message)
        self.assertIn('1 modules are left out because no import leads to them', message)
        metafile = json.loads(self.read('meta.json'))
        steps = {step['step']: step['bytes'] for step in metafile['steps']}
        self.assertEqual(['p.unused'], metafile['unreached'])
        names = ['as source', 'with reachable modules only', 'minified', 'with less of the runtime']
        sizes = [steps[name] for name in names]
        self.assertEqual(sorted(sizes, reverse=True), sizes)
        self.assertEqual(min(steps.values()), len(self.read('out.py')))
        for name, size in steps.items():
            self.assertIn('%10d bytes %s\n' % (size, name), message)
        self.assertEqual(b'def double(number):\n a=2*number\n return a\n', self.extracted('p/used.py'))
        self.runs('42')

    def inner(self):
        """Return the dictionary of the bundle's own items, as Python sees them."""
        expression = re.search(rb'exec\((__import__.*), _pybundle\)', self.read('out.py')).group(1)
        text = eval(expression).decode()
        return ast.literal_eval(text[text.index('{'):text.rindex('})') + 1])

    def test_smallest_has_a_small_runtime(self):
        self.write_program()
        self.build(entry='p', packages=['p'], format='smallest')
        items = self.inner()
        self.assertLessEqual(len(items['hot']) + sum(map(len, items['cold'])), 8192)

    def test_smallest_has_a_small_runtime_for_an_agent(self):
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'examples', 'halite', 'src')
        shutil.copytree(source, self.path('src'))
        self.build(entry='halite.main:agent', roots=['src'], packages=['halite'], host='kaggle', format='smallest')
        items = self.inner()
        self.assertIn('iterdir', items['hot'])  # it reads a table: data files are read, too
        self.assertLessEqual(len(items['hot']) + sum(map(len, items['cold'])), 8192)

    def test_smallest_without_lzma(self):
        self.write('main.py', ''.join('def function%d(first, second):\n    return first * %d - second\n' % (i, i * i)
                                      for i in range(400)) + 'print(function7(1, 2))\n')
        bundle = self.build(entry='main', format='smallest')
        if b'lzma' not in bundle:
            self.skipTest('the tool was built without liblzma')
        self.runs('47')
        code = 'import sys; sys.modules["lzma"] = None; exec(open(sys.argv[1]).read())'
        for interpreter in interpreters.find():
            done = subprocess.run([interpreter.executable, '-I', '-c', code, self.path('out.py')],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            self.assertEqual((1, b'this needs a Python with lzma'), (done.returncode, done.stdout.strip()))

    def test_smallest_and_metadata(self):
        self.write('site/lib/__init__.py', 'x = 1\n')
        self.write('site/lib-1.5.dist-info/METADATA', 'Metadata-Version: 2.1\nName: lib\nVersion: 1.5\n')
        self.write('site/lib-1.5.dist-info/RECORD', 'lib/__init__.py,,\nlib-1.5.dist-info/METADATA,,\n')
        more = {'search_paths': ['site'], 'follow_imports': True, 'format': 'smallest'}
        self.write('main.py', 'import lib\nprint(lib.x)\n')
        self.build(entry='main', **more)
        self.runs('1')
        self.assertEqual(['lib/__init__.py', 'main.py'], [path for path in sorted(self.inner()['index'].split()) if path[-1] != '/'])
        self.write('main.py', 'import lib\nfrom importlib import metadata\nprint(metadata.version("lib"), '
                   'metadata.distribution("lib").locate_file("lib/__init__.py").read_text().strip())\n')
        self.build(entry='main', **more)
        self.runs('1.5 x=1')

    def test_smallest_reads_data_files(self):
        self.write('p/__init__.py', '')
        self.write('p/data.txt', 'h\u00e4\r\nx')
        self.write('main.py', 'import pkgutil, sys, p\nprint(ascii(pkgutil.get_data("p", "data.txt")))\n'
                   'if sys.version_info >= (3, 9):\n'
                   '    from importlib import resources\n'
                   '    folder = resources.files(p)\n'
                   '    found = sorted(each.name for each in folder.iterdir())\n'
                   '    assert found == ["__init__.py", "data.txt"], found\n'
                   '    assert (folder / "data.txt").read_text(encoding="utf-8") == "h\\xe4\\nx"\n'
                   '    assert not folder.joinpath("none").is_file()\n'
                   '    with resources.as_file(folder / "data.txt") as path:\n'
                   '        assert path.read_bytes().endswith(b"x")\n')
        self.build(entry='main', packages=['p'], format='smallest')
        self.runs("b'h\\xc3\\xa4\\r\\nx'")

    def test_smallest_keeps_what_is_read(self):
        self.write('main.py', '"""Usage."""\ndef f(a: int):\n    """Docs."""\n'
                   'print(__doc__, f.__doc__, f.__annotations__["a"].__name__)\n')
        self.build(entry='main', format='smallest')
        self.runs('Usage. Docs. int')
        self.build(entry='main', format='smallest', minify=['comments', 'docstrings'])
        self.runs('None None int')

    def test_smallest_says_what_it_left_out(self):
        self.write('json.py', 'x = 1\n')
        self.write('main.py', 'import sys\nprint(sys.modules["js" + "on"].x)\n')
        self.write('host.py', 'import json, runpy, sys\ntry:\n    runpy.run_path(sys.argv[1])\n'
                   'except ImportError as error:\n    print(error)\n')
        self.build(entry='main', modules=['json'], format='smallest')
        for interpreter in interpreters.find():
            output = subprocess.check_output([interpreter.executable, '-I', self.path('host.py'), self.path('out.py')])
            self.assertIn(b"'json' of this bundle can't be imported: the process has imported another", output)

    def test_smallest_warns_of_imports_it_cannot_follow(self):
        self.write('p/__init__.py', '')
        self.write('p/a.py', '')
        self.write('main.py', 'import importlib, sys\nprint(importlib.import_module(sys.argv[1]).__name__)\n')
        self.manifest(entry='main', packages=['p'], format='smallest')
        status, _, message = self.call('build', 'm.json', '-o', 'out.py')
        self.assertEqual(0, status)
        self.assertIn('[dynamic-import]', message)
        self.build(entry='main', packages=['p'], include=['p.*'], format='smallest')
        self.runs('p.a', 'p.a')

    def test_smallest_with_isolation(self):
        self.write('bot.py', 'count = 0\ndef agent(observation):\n    global count\n    count += 1\n    return count\n')
        self.write('main.py', 'from bot import agent as act\ndef agent(observation):\n    return act(observation)\n')
        self.write('host.py', 'import sys\ntext = open(sys.argv[1]).read()\none, two = {}, {}\n'
                   'exec(text, one)\nexec(text, two)\none["agent"]({})\nprint(two["agent"]({}))\n')
        for isolate, expected in (('auto', b'1'), ('off', b'2')):
            self.build(entry='main:agent', modules=['bot'], host='kaggle', isolate=isolate, format='smallest')
            for interpreter in interpreters.find():
                output = subprocess.check_output([interpreter.executable, '-I', self.path('host.py'), self.path('out.py')])
                self.assertEqual(expected, output.strip())

    def test_damaged_smallest(self):
        self.write_program()
        bundle = self.build(entry='p', packages=['p'], format='smallest').decode()
        at = bundle.index("code('") + 300
        for damaged in (bundle[:at] + 'x' + bundle[at + 1:], bundle[:at] + bundle[at + 5:], bundle[:at], '_pybundle = {}\n',
                        bundle.replace('b85decode', 'a2b_base64')):
            self.write('damaged.py', damaged)
            status, output, message = self.call('list', 'damaged.py')
            self.assertEqual((1, ''), (status, output))
            self.assertIn("error: the bundle's stream is damaged [damaged-bundle]", message)

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
