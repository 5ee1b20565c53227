"""docs/limits.md: what a user sees is what it says."""
import os
import re
import shutil
import subprocess
import tempfile

import bundles
from test_conflict import write

DOCUMENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, os.pardir, 'docs', 'limits.md')

MESSAGES = {
    'beside': "NotADirectoryError: [Errno 20] Not a directory: '.../app.py/foo/data.json'",
    'source': "FileNotFoundError: [Errno 2] No such file or directory: '.../foo/__init__.py'",
    'path': 'TypeError: expected str, bytes or os.PathLike object, not Resource',
    'glob': "AttributeError: 'Resource' object has no attribute 'glob'",
    'discover': "ImportError: Start directory is not importable: '.../app.py/foo'",
    'breakpoint': "*** 'foo/bar.py' not found from sys.path",
    'run': 'python: No module named foo',
    'import': "ModuleNotFoundError: No module named 'foo'",
    'stdin': "FileNotFoundError: [Errno 2] No such file or directory: '.../<stdin>'",
    'command': "AttributeError: Can't get attribute 'work' on <module '__main__' (built-in)>",
    'extension': "app.json:1:64: error: 'src/foo/ext.so' is a compiled extension: a text file can't hold it "
                 '[compiled-extension]',
    'byte code': "app.json:1:64: error: 'src/foo/old.pyc' is byte code without source, good for one version of Python only "
                 '[sourceless-module]',
    'recorded': "ModuleNotFoundError: 'foo.bar' was left out of this bundle (.../app.py), because no recorded run imported "
                "it: set PYBUNDLE_RECORD to the recording's path, run what needs the module with a bundle of all modules, "
                'and build again',
    'conflict': "ImportError: 'foo' of this bundle (.../app.py/foo/__init__.py) can't be imported: the process has imported "
                'another one before (.../foo/__init__.py); execute the bundle first, rename the package, or build with '
                'another conflict policy',
    # Of pytest and coverage, which the interpreters here needn't have; the last one is in test_library.py.
    'pytest': 'ERROR: file or directory not found: .../app.py/foo',
    'coverage': "No source for code: '.../app.py/foo/bar.py'",
    'rewriting': 'E       AssertionError',
    'library': "ModuleNotFoundError: No module named 'foo.bar'; 'foo' is not a package",
}


def documented():
    """Return the messages in docs/limits.md, line by line."""
    with open(DOCUMENT, encoding='utf-8') as file:
        blocks = re.findall(r'^```\n(.*?)^```$', file.read(), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


class Limits:

    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.mkdtemp(dir=cls.workshop.directory)
        cls.tree = os.path.join(cls.directory, 'src')
        write(cls.tree, foo__='', foo__bar='''
            def function():
                return 1


            class Noisy:
                def __del__(self):
                    raise ValueError('deleted')
            ''', foo__test_bar='import unittest\nclass Test(unittest.TestCase):\n    def test(self):\n        pass\n', app='''
            import os, sys, foo
            CODE = sys.argv.pop(1) if len(sys.argv) > 1 else ''
            exec(CODE)
            ''', pool='''
            import multiprocessing, sys
            def work():
                pass
            if __name__ == '__main__':
                child = multiprocessing.get_context(sys.argv[1]).Process(target=work)
                child.start()
                child.join()
                sys.exit(child.exitcode)
            ''')
        with open(os.path.join(cls.tree, 'foo', 'data.json'), 'w') as file:
            file.write('{}')

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.directory)

    def bundle(self, entry='app', **more):
        """Return the path of the bundle with that entry."""
        folder = os.path.join(self.directory, entry + ''.join(more))
        path = os.path.join(folder, 'app.py')
        if not os.path.exists(path):
            os.mkdir(folder)
            bundles.build(self.tree, entry, path, **more)
        return path

    def says(self, code, *arguments, message=None, command=None, **more):
        """Run `code` in the bundle; return all that it says, after checking that MESSAGES[message] is in it."""
        if command is None:
            command = [self.interpreter.executable, '-B', self.bundle(**more), code, *arguments]
        status, stdout, stderr = self.workshop.run(command, PYBUNDLE_CACHE=os.path.join(self.directory, 'cache'))
        said = stdout + stderr
        if message:
            pattern = '.*'.join(map(re.escape, MESSAGES[message].split('...')))
            self.assertRegex(said, '(?m)^(.*: |.*/|.*[(]Pdb[)] |)%s' % pattern)
        return said

    def test_these_are_all_messages(self):
        self.assertEqual(set(MESSAGES.values()), set(documented()))

    def test_files_beside_a_module(self):
        beside = 'os.path.join(os.path.dirname(foo.__file__), "data.json")'
        self.says('open(%s)' % beside, message='beside')
        self.assertEqual(self.says('print(os.path.exists(%s))' % beside), 'False\n')
        self.assertEqual(self.says('print(open(%s).read())' % beside, extract_resources=True), '{}\n')

    def test_source_files_on_the_disk(self):
        self.says('open(foo.__file__)', extract_resources=True, message='source')

    def test_resources_as_paths(self):
        if self.interpreter.version < (3, 9):
            self.skipTest('files() came with 3.9')
        folder = 'import importlib.resources as api; folder = api.files("foo"); '
        self.says(folder + 'open(folder / "data.json")', message='path')
        self.says(folder + 'folder.glob("*")', message='glob')
        self.assertEqual(self.says(folder + 'print(open(folder / "data.json").read())', extract_resources=True), '{}\n')

    def test_tools_that_walk_directories(self):
        load = 'import unittest; print(unittest.TestLoader().%s.countTestCases())'
        self.says(load % 'discover(foo.__path__[0])', message='discover')
        self.assertEqual(self.says(load % 'loadTestsFromName("foo.test_bar")'), '1\n')

    def test_breakpoints(self):
        code = ('import io, pdb, foo.bar; steps = "b foo/bar.py:3\\nb foo.bar.function\\nq\\n"; '
                'pdb.Pdb(stdin=io.StringIO(steps), stdout=sys.stdout).run("1")')
        said = self.says(code, message='breakpoint')
        self.assertRegex(said, r'Breakpoint 1 at .*/app\.py/foo/bar\.py:\d')

    def test_other_processes(self):
        child = 'import subprocess; subprocess.call([sys.executable, %s])'
        self.says(child % '"-c", "import foo"', message='import')
        said = self.says(child % '"-m", "foo"')
        self.assertTrue(said.endswith(MESSAGES['run'].partition('python')[2] + '\n'), said)

    def test_bundles_that_are_not_files(self):
        bundle = self.bundle('pool')
        shell = [shutil.which('sh'), '-c']
        for method in 'spawn', 'forkserver':
            with self.subTest(method):
                self.says('', command=[*shell, 'exec "$0" - "$1" < "$2"', self.interpreter.executable, method, bundle],
                          message='stdin')
        command = [self.interpreter.executable, '-B', '-c']
        with open(bundle, encoding='ascii') as file:
            command.append(file.read())
        said = self.says('', command=[*command, 'spawn'])
        self.assertIn(MESSAGES['command'].partition(' (')[0], said)
        self.assertEqual(self.says('', command=[*command, 'fork']), '')

    def test_compiled_modules(self):
        tree = os.path.join(self.directory, 'compiled')
        shutil.copytree(self.tree, os.path.join(tree, 'src'))
        for name in 'ext.so', 'old.pyc':
            with open(os.path.join(tree, 'src', 'foo', name), 'wb'):
                pass
        with open(os.path.join(tree, 'app.json'), 'w') as file:
            file.write('{"pybundle": 1, "entry": "app", "roots": ["src"], "packages": ["foo"], "modules": ["app"]}')
        done = subprocess.run([os.environ['PYBUNDLE'], 'build', 'app.json', '-o', 'app.py'], cwd=tree,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)
        self.assertEqual(done.returncode, 1)
        self.assertLessEqual({MESSAGES['extension'], MESSAGES['byte code']}, set(done.stderr.splitlines()))

    def test_modules_that_no_recorded_run_imported(self):
        recording = os.path.join(self.directory, 'recording.txt')
        self.workshop.run([self.interpreter.executable, '-B', self.bundle()], PYBUNDLE_RECORD=recording)
        self.says('import foo.bar', only_recorded=recording, message='recorded')

    def test_sub_interpreters(self):
        code = '''
try:
    import _interpreters as api
except ImportError:
    try:
        import _xxsubinterpreters as api
    except ImportError:
        raise SystemExit("ModuleNotFoundError: No module named 'foo' (there are no sub-interpreters)")
try:
    failed = api.run_string(api.create(), "import foo")
    print('%s: %s' % (failed.type.__name__, failed.msg))
except RuntimeError as error:
    print(str(error).replace("<class 'ModuleNotFoundError'>", 'ModuleNotFoundError'))
'''
        self.says(code, message='import')

    def test_tracebacks_that_the_interpreter_prints_itself(self):
        noisy = 'import foo.bar, gc; foo.bar.Noisy(); gc.collect()'
        if self.interpreter.implementation == 'cpython':
            self.assertRegex(self.says(noisy), r'app\.py/foo/bar\.py", line 8, in __del__\nValueError: deleted\n')
        said = self.says('import traceback; sys.unraisablehook = '
                         'lambda it: traceback.print_exception(it.exc_type, it.exc_value, it.exc_traceback); ' + noisy)
        self.assertIn("line 8, in __del__\n    raise ValueError('deleted')\nValueError: deleted\n", said)
        self.assertEqual(self.says('print(sys.excepthook is sys.__excepthook__)'),
                         '%s\n' % (self.interpreter.version >= (3, 13)))

    def test_cleared_line_caches(self):
        line = 'import linecache, foo.bar as bar; linecache.clearcache(); print(linecache.getline(bar.__file__, 2%s), end=".")'
        self.assertEqual(self.says(line % ''), '.')
        self.assertEqual(self.says(line % ', vars(bar)'), 'def function():\n.')

    def test_modules_that_were_imported_before(self):
        host = 'import sys; sys.path.insert(0, sys.argv[1]); import foo; exec(open(sys.argv[2]).read(), %s)'
        self.says('', command=[self.interpreter.executable, '-c', host % '{"__file__": sys.argv[2]}', self.tree,
                               self.bundle()],
                  message='conflict')
