"""A program outside of packages: it may come to its end before a bundled module is imported, and starts by the least."""
import glob
import os
import re
import shutil
import tempfile
import textwrap

PACKAGE = {
    'pack/__init__.py': 'VALUE = 1\n',
    'pack/part.py': 'class Part:\n    value = 2\n',
    'pack/data.txt': 'data',
    'space/part.py': '"""In a namespace package."""\nNAME = __name__\n',
    'odd name.py': 'NAME = __name__\n',
    'dist-1.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: dist\nVersion: 1.0\n',
    'dist-1.0.dist-info/RECORD': 'pack/__init__.py,,\n',
}

# What a program may do first: each is the whole of it, run from the disk and from a bundle.
PROGRAMS = {
    'nothing': '',
    'a comment': '# nothing',
    'the end of a line is missing': 'print(__doc__)',
    'a docstring': '"""The program\'s."""\nprint(__doc__, __name__, __package__)\n',
    'names': 'print(sorted(globals()), sorted(locals()))\n',
    'future': 'from __future__ import annotations\ndef f(a: b): pass\nprint(f.__annotations__)\n',
    'no future': 'def f(a: int): pass\nprint(f.__annotations__)\n',
    'code': 'import sys\nprint(sys._getframe().f_code.co_name, (lambda: 0).__code__.co_firstlineno)\n',
    'state': 'import sys, warnings\nprint(sys.getprofile(), sys.gettrace(), warnings.filters)\n',
    'failure': 'def inner():\n    raise ValueError("inner")\ninner()\n',
    'failure in a thread': 'import threading\nthread = threading.Thread(target=lambda: 1 / 0)\nthread.start()\nthread.join()\n',
    'caught': 'import traceback\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    traceback.print_exc()\n',
    'exit': 'raise SystemExit("done")\n',
    'bad syntax': 'x = 1\ny = )\n',
    'bad indentation': 'if 1:\nx = 1\n',
    'a warning of the compiler': 'x = 1\nprint(x is 1, "\\d")\n',
    'several warnings': 'def f():\n    return 0 is 0\nassert (1, "always")\nprint(f())\n',
    'a warning': 'import warnings\nwarnings.warn("here")\n',
    'latin-1': '# coding: latin-1\nprint(ascii("\xe4"))\n',
    'another line end': 'print("a\\\n b")\r\nprint(2)\r\n',
    'a form feed': 'x = 1\n\f\nprint(x)\n',
    'the loader': 'print(__loader__.get_source("__main__"), __loader__.get_data(__loader__.path)[:5], __loader__.is_package("__main__"))\n',
    'inspect': 'import inspect\ndef f():\n    return 1\nprint(inspect.getsource(f), inspect.getsourcelines(f)[1])\n',
    'linecache': 'import linecache, os, sys\nprint(repr(linecache.getline(sys._getframe().f_code.co_filename, 1)))\n',
    'pkgutil': 'import pkgutil\nprint(sorted(m.name for m in pkgutil.iter_modules() if m.name in ("pack", "odd name")))\n',
    'walk': 'import pkgutil, pack\nprint([m.name for m in pkgutil.walk_packages(pack.__path__, "pack.")])\n',
    'data': 'import pkgutil\nprint(pkgutil.get_data("pack", "data.txt"))\n',
    'resources': 'import importlib.resources as r\nprint(r.read_text("pack", "data.txt"))\n',
    'metadata': 'import importlib.metadata as m\nprint(m.version("dist"), [str(f) for f in m.files("dist")])\n',
    'a module': 'import pack.part\nprint(pack.VALUE, pack.part.Part.value)\n',
    'a namespace': 'import space.part\nprint(space.part.NAME, space.part.__doc__)\n',
    'an odd name': 'import importlib\nprint(importlib.import_module("odd name").NAME)\n',
    'find_spec': 'import importlib.util as u\nprint([getattr(u.find_spec(n), "name", None) for n in ("pack", "odd name", "none")])\n',
    'no module': 'import pack.missing\n',
    'none at all': 'import missing_module\n',
    'pickle': 'import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))) is A)\n',
    'dataclass': 'import dataclasses\n@dataclasses.dataclass\nclass A:\n    x: int = 1\nprint(A())\n',
    'processes': '''
        import multiprocessing
        def double(x):
            return 2 * x
        if __name__ == "__main__":
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                print(pool.map(double, [1, 2]))
    ''',
}
# The interpreter itself reads the line of which its compiler speaks, from a file, before traceback does.
WITHOUT_LINES = ['bad syntax', 'bad indentation', 'a warning of the compiler', 'several warnings']
FLAGS = [(), ('-W', 'error'), ('-O',), ('-X', 'dev')]
FLAGGED = ['nothing', 'failure', 'bad syntax', 'a warning of the compiler', 'a module']

# Run in a bundle: the code that the start makes without compile() is what compile() makes.
COMPARE = '''
import marshal, sys, warnings
(runtime,), = [type(finder).runtimes for finder in sys.meta_path if hasattr(type(finder), 'runtimes')]
def plain(value):
    """As something that compares, with all that a code object has."""
    if hasattr(value, 'co_code'):
        return [plain(getattr(value, each)) for each in dir(value) if each.startswith('co_') and each not in NEW_OBJECTS]
    if isinstance(value, (tuple, frozenset)):
        return type(value).__name__, sorted(map(str, map(plain, value))) if isinstance(value, frozenset) else [*map(plain, value)]
    return type(value).__name__, repr(value)
NEW_OBJECTS = 'co_lines', 'co_positions', 'co_lnotab', 'co_branches'  # methods, and what they tell is in the others
count = 0
for path in sys.argv[1:]:
    with open(path, 'rb') as file:
        source = file.read()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter('always')
        try:
            expected = compile(source, path, 'exec', 0, True)
        except (SyntaxError, ValueError):
            expected = None
    made = runtime['quick'](source, path)
    if expected is None or said:
        assert not made, path
    elif made:
        count += 1
        assert plain(made[0]) == plain(expected), path
print(count, sys.getprofile(), len(warnings.filters) > 0)
'''


LAUNCHER = r"  File .*, line \d+, in <module>\n(?:    exec\(.*\['main'\]\(\)\)\n( +[~^]+\n)?|(?=  File .ROOT ))"


class Script:

    def setUp(self):
        self.directory = tempfile.mkdtemp(dir=self.workshop.directory)
        self.addCleanup(shutil.rmtree, self.directory)
        self.tree = os.path.join(self.directory, 'tree')
        for name, text in PACKAGE.items():
            self.write(name, text)

    def write(self, name, text):
        path = os.path.join(self.tree, *name.split('/'))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='latin-1', newline='') as file:
            file.write(text)

    def answer(self, path, root, arguments=(), flags=()):
        """Run a program; return its status and what it printed, with `root`, where its sources seem to be, as ROOT."""
        status, *texts = self.workshop.run([self.interpreter.executable, '-B', *flags, path, *arguments])
        texts = [text.replace(root + os.sep, 'ROOT ') for text in texts]
        # Below the launcher a traceback has one frame more, and so even an error of the syntax has a traceback.
        texts[1] = re.sub(LAUNCHER, '', texts[1]).replace('Traceback (most recent call last):\n', '')
        return (status, *texts)

    def bundle(self, text):
        """Return the paths of a program and of its bundle."""
        self.write('program.py', textwrap.dedent(text).lstrip('\n') if text.startswith('\n') else text)
        bundle = os.path.join(self.directory, 'bundle.py')
        self.workshop.build(self.tree, 'program', bundle)
        return os.path.join(self.tree, 'program.py'), bundle

    maxDiff = None

    def test_as_from_the_disk(self):
        for name, text in PROGRAMS.items():
            program, bundle = self.bundle(text)
            for flags in FLAGS if name in FLAGGED else FLAGS[:1]:
                with self.subTest(name, flags=flags):
                    disk, found = self.answer(program, self.tree, (), flags), self.answer(bundle, bundle, (), flags)
                    if name in WITHOUT_LINES:
                        disk, found = ((*answer[:2], re.sub('(?m)^  (?!File ).*\n', '', answer[2])) for answer in (disk, found))
                    self.assertEqual(disk, found)

    def test_code_is_what_compile_makes(self):
        library = os.path.dirname(os.__file__)
        paths = sorted(glob.glob(os.path.join(library, '*.py')) + glob.glob(os.path.join(library, 'test', 'test_g*.py')))
        _, bundle = self.bundle(COMPARE)
        status, stdout, stderr = self.workshop.run([self.interpreter.executable, '-B', bundle, *paths])
        self.assertEqual((status, stderr), (0, ''))
        count, *rest = stdout.split()
        self.assertEqual(rest, ['None', 'True'])
        if self.interpreter.version < (3, 14) and self.interpreter.implementation == 'cpython':
            self.assertGreater(int(count), len(paths) * 0.8)

    def test_while_profiled(self):
        program, bundle = self.bundle('import sys\nprint(sys.getprofile() is not None)\n')
        host = os.path.join(self.directory, 'host.py')
        with open(host, 'w', encoding='ascii') as file:
            file.write('import runpy, sys\nsys.setprofile(lambda *_: None)\nrunpy.run_path(sys.argv[1], run_name="__main__")\n')
        for path in program, bundle:
            self.assertEqual(self.answer(host, path, (path,)), (0, 'True\n', ''))
