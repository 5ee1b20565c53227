"""A bundle for the host `module`: imported as a library, under a name of its own or as the package that it contains."""
import json
import os
import shutil
import tempfile
import textwrap

import bundles
from test_conflict import write

# What a program sees of the package `lib`. PARTS says where it is: the disk's or the bundle's.
PROBE = '''
import importlib, importlib.resources, importlib.util, inspect, json, pickle, pkgutil, sys
import lib
from lib import Shape, area
from lib.shapes import Square
import lib.late
said = {}
where = lib.__file__[:-len('/lib/__init__.py')]
say = lambda text: str(text).replace(where, '<root>')
for name in '__name__', '__package__', '__file__', '__path__', '__doc__', '__all__', '__version__', '__cached__':
    said[name] = say(getattr(lib, name, None)).partition('__pycache__')[0]
spec = lib.__spec__
said['spec'] = [spec.name, say(spec.origin), spec.has_location, spec.parent, say(spec.submodule_search_locations)]
said['loader'] = [lib.__loader__ is spec.loader, spec.loader.name, spec.loader.is_package('lib')]
said['find_spec'] = [importlib.util.find_spec('lib') is spec, importlib.util.find_spec('lib.nowhere')]
said['repr'] = say(lib)
said['dir'] = sorted(name for name in dir(lib) if name != '__cached__')
said['modules'] = sorted(name for name in sys.modules if name.partition('.')[0] == 'lib')
said['source'] = inspect.getsource(lib), inspect.getsource(lib.area), inspect.getsource(Square)
said['module of a class'] = Shape.__module__, inspect.getmodule(area).__name__
if sys.version_info >= (3, 9):
    said['resource'] = importlib.resources.files('lib').joinpath('data.txt').read_text()
said['get_data'] = pkgutil.get_data('lib', 'data.txt').decode()
said['walk'] = [(each.name, each.ispkg) for each in pkgutil.walk_packages(lib.__path__, 'lib.')]
said['pickle'] = pickle.loads(pickle.dumps(Square(3))).side, pickle.loads(b'clib.shapes\\nSquare\\n.') is Square
said['area'] = area(Square(2)), lib.late.PARENT is lib
try:
    import lib.nowhere
except ImportError as error:
    said['nowhere'] = str(error), error.name
try:
    lib.area(None)
except AttributeError as error:
    trace = error.__traceback__
    said['frames'] = []
    while trace.tb_next:
        trace = trace.tb_next
        said['frames'].append([say(trace.tb_frame.f_code.co_filename), trace.tb_lineno])
first, shape = lib, lib.Shape
again = importlib.reload(lib)
said['reloaded'] = [again is lib, lib.Shape is shape, lib.Square is Square, lib.COUNT, say(lib.__file__), say(lib.__path__)]
del sys.modules['lib']
import lib as other
said['imported anew'] = [other is first, other.Square is Square, sys.modules['lib'] is other]
print(json.dumps(said, sort_keys=True, indent=1))
'''


class Library:

    def setUp(self):
        self.directory = tempfile.mkdtemp(dir=self.workshop.directory)
        self.addCleanup(shutil.rmtree, self.directory)
        self.tree = os.path.join(self.directory, 'tree')
        self.folder = os.path.join(self.directory, 'folder')  # where the bundle is, alone
        os.mkdir(self.folder)

    def write(self, **more):
        shutil.rmtree(self.tree, ignore_errors=True)
        write(self.tree, lib__='''
            """A library."""
            from .shapes import Shape, Square
            from . import areas
            from .areas import area
            __version__ = '1.0'
            COUNT = globals().get('COUNT', 0) + 1
            ''', lib__shapes='''
            class Shape:
                pass


            class Square(Shape):
                def __init__(self, side):
                    self.side = side
            ''', lib__areas='''
            def area(shape):
                from . import exponents
                return shape.side ** exponents.TWO
            ''', lib__exponents='TWO = 2\n', lib__late='import lib as PARENT\n', **more)
        os.mkdir(os.path.join(self.tree, 'lib', 'inner'))
        self.add('lib/inner/__init__.py', 'import lib.late')
        with open(os.path.join(self.tree, 'lib', 'data.txt'), 'w') as file:
            file.write('data')

    def add(self, path, text):
        with open(os.path.join(self.tree, *path.split('/')), 'w') as file:
            file.write(textwrap.dedent(text))

    def build(self, name='lib', entry='lib', folder=None, **more):
        path = os.path.join(folder or self.folder, name + '.py')
        bundles.build(self.tree, entry, path, host='module', **more)
        os.remove(path + '.json')
        return path

    def python(self, code, folder=None, *arguments):
        arguments = arguments or ['-c', textwrap.dedent(code)]
        status, stdout, stderr = self.workshop.run([self.interpreter.executable, '-B', *arguments], PYTHONPATH=folder or self.folder)
        self.assertEqual((status, stderr), (0, ''), stdout)
        return stdout.replace(self.directory, '')

    def test_named_like_its_package_it_is_that_package(self):
        self.write()
        self.build()
        disk, bundle = (json.loads(self.python(PROBE, folder)) for folder in (self.tree, self.folder))
        # The line of the bundle itself stands between an import and the package's own code.
        self.assertEqual(bundle, disk)

    def test_pickles_of_its_classes_load_in_another_process(self):
        self.write()
        self.build()
        pickled = self.python('import lib, pickle, sys; print(pickle.dumps(lib.Square(7), 0).decode())')
        self.assertEqual(self.python('import pickle; print(pickle.loads(%r).side)' % pickled.encode()[:-1]), '7\n')

    def test_every_statement_may_be_the_first(self):
        self.write()
        self.build()
        for statement in ('import lib.shapes', 'from lib.shapes import Square', 'from lib import *', 'import lib.inner.nothing',
                          'from lib import areas', '__import__("importlib").import_module("lib.areas")'):
            with self.subTest(statement):
                self.python('''
                    import sys
                    try:
                        %s
                    except ImportError as error:
                        assert 'nothing' in str(error), error
                    assert sys.modules['lib'].shapes is sys.modules['lib.shapes']
                    ''' % statement)

    def test_under_another_name_it_has_the_public_names(self):
        self.write()
        self.build('bundle')
        self.assertEqual(self.python('''
            import bundle, sys
            from bundle import *
            import lib, lib.shapes
            print(sorted(name for name in vars(bundle) if not name.startswith('_')), bundle.__doc__)
            print(bundle.Square is Square is lib.shapes.Square, bundle.__version__, bundle.__name__, '/bundle.py' in lib.__file__)
            for statement in 'import bundle.shapes', 'bundle.nothing':
                try:
                    exec(statement)
                except (ImportError, AttributeError) as error:
                    print(error)
            import lib.late
            print(bundle.late is lib.late)
            '''), "['Shape', 'Square', 'area', 'areas', 'shapes'] A library.\nTrue 1.0 bundle True\n"
                  "No module named 'bundle.shapes'; 'bundle' is not a package\nmodule 'lib' has no attribute 'nothing'\nTrue\n"
                  .replace("['Shape'", "['COUNT', 'Shape'"))

    def test_all_decides_what_is_public(self):
        write(self.tree, lib__='__all__ = ["late", "_hidden"]; _hidden = 1; shown = 2', lib__late='')
        self.build('bundle')
        self.assertEqual(self.python('''
            import bundle
            print(sorted(name for name in vars(bundle) if not name.startswith('__')), bundle.__all__, bundle.shown)
            '''), "['_hidden', 'late'] ['late', '_hidden'] 2\n")

    def test_attributes_that_the_package_makes_when_asked(self):
        write(self.tree, lib__='def __getattr__(name):\n    if name == "lazy": return 5\n    raise AttributeError(name)')
        self.build('bundle')
        self.build('lib')
        self.assertEqual(self.python('import bundle, lib; print(bundle.lazy, lib.lazy)'), '5 5\n')

    def test_a_single_module(self):
        write(self.tree, single='import sys\nME = sys.modules[__name__]\nclass Thing: pass\n')
        self.build('single', 'single')
        self.build('bundle', 'single')
        self.assertEqual(self.python('''
            import single, importlib, inspect, pickle
            print(single.ME is single, single.__package__ == '', hasattr(single, '__path__'), single.Thing.__module__)
            print(inspect.getsource(single.Thing), pickle.loads(pickle.dumps(single.Thing)) is single.Thing)
            try:
                import single.nothing
            except ImportError as error:
                print(error)
            import bundle
            print(bundle.Thing is single.Thing)
            '''), "True True False single\nclass Thing: pass\n True\n"
                  "No module named 'single.nothing'; 'single' is not a package\nTrue\n")

    def test_a_module_in_a_package_and_other_packages_beside(self):
        self.write(tool__='', tool__inner__api='import lib.shapes\nSquare = lib.shapes.Square\n__all__ = ["Square"]')
        self.build('bundle', 'tool.inner.api')
        self.build('tool', 'tool.inner.api')
        self.assertEqual(self.python('''
            import bundle, tool.inner.api, lib.shapes
            print(bundle.Square is tool.inner.api.Square is lib.shapes.Square, list(tool.inner.__path__))
            '''), "True ['/folder/bundle.py/tool/inner']\n")
        self.assertEqual(self.python('''
            import tool.inner.api, lib.shapes
            print(tool.inner.api.Square is lib.shapes.Square, tool.__file__, lib.__file__)
            '''), "True /folder/tool.py/tool/__init__.py /folder/tool.py/lib/__init__.py\n")

    def test_a_namespace_package(self):
        write(self.tree, parts__one='import parts; WHO = 1', parts__two__three='WHO = 3')
        self.build('parts', 'parts.one')
        self.assertEqual(self.python('''
            import parts.one, parts.two.three
            import parts
            print(parts.one.WHO, parts.two.three.WHO, parts.__name__, len(parts.__path__))
            '''), '1 3 parts 1\n')

    def test_tracebacks_show_one_line_of_the_bundle(self):
        write(self.tree, lib__='from . import wrong', lib__wrong='1 / 0')
        for name in 'lib', 'bundle':
            with self.subTest(name):
                path = self.build(name)
                stdout = self.python('''
                    import traceback
                    try:
                        import %s
                    except ZeroDivisionError as error:
                        for each in traceback.extract_tb(error.__traceback__):
                            print(each.filename, each.name)
                    ''' % name)
                self.assertEqual(stdout, '<string> <module>\n/folder/{0} <module>\n/folder/{0}/lib/__init__.py <module>\n'
                                         '/folder/{0}/lib/wrong.py <module>\n'.format(os.path.basename(path)))

    CHANGE = '''
        import importlib, os, sys
        def finders():
            return len(sys.meta_path), len(sys.path_hooks), len(sys.path)
        def change():
            os.replace(NEW, OLD)
            importlib.invalidate_caches()
        '''

    def changed(self, name, code, old='lib', new='lib', **more):
        """Run `code`, in which change() puts a new version of the bundle in the place of the old one."""
        write(self.tree, lib__='from . import helper\nfrom .helper import WHO\nWAS = globals().get("WAS", 0) + 1',
              lib__helper='WHO = "old"\ndef fail():\n    raise ValueError("old")', lib__gone='', lib__late='WHO = "old"')
        path = self.build(name, old, **more)
        shutil.rmtree(self.tree)
        write(self.tree, lib__='from . import helper\nfrom .helper import WHO\nWAS = globals().get("WAS", 0) + 1',
              lib__helper='WHO = "new"\n\ndef fail():\n    raise ValueError("new, in another line")',
              lib__late='WHO = "new"', lib__added='')
        staged = os.path.join(self.directory, 'staged')
        os.mkdir(staged)
        other = self.build(name, new, staged, **more)
        head = 'OLD = %r; NEW = %r\n' % (path, other)
        return self.python(head + textwrap.dedent(self.CHANGE) + textwrap.dedent(code))

    def test_a_changed_bundle_replaces_its_ancestor(self):
        for name in 'lib', 'bundle':
            with self.subTest(name):
                self.tree = os.path.join(self.directory, 'tree-' + name)
                self.directory, outer = tempfile.mkdtemp(dir=self.directory), self.directory
                self.addCleanup(setattr, self, 'directory', outer)
                stdout = self.changed(name, '''
                    import {0}, lib.helper, lib.late, lib.gone, traceback, linecache
                    def line():
                        try:
                            {0}.helper.fail()
                        except ValueError as error:
                            return traceback.extract_tb(error.__traceback__)[-1].line
                    before, helper, text = finders(), lib.helper, line()
                    change()
                    assert importlib.reload({0}) is {0}
                    print({0}.WHO, {0}.helper.WHO, {0}.helper is helper, 'lib.late' in sys.modules, finders() == before)
                    print(text, line())
                    import lib.late, lib.added
                    print(lib.late.WHO, sys.modules['lib'].helper.WHO)
                    try:
                        import lib.gone
                    except ImportError as error:
                        print(error)
                    '''.format(name))
                self.directory = outer
                self.assertEqual(stdout, 'new new False False True\nraise ValueError("old") '
                                         'raise ValueError("new, in another line")\nnew new\n'
                                         "No module named 'lib.gone'\n")

    def test_imported_anew_after_a_change(self):
        stdout = self.changed('lib', '''
            import lib.late
            old = lib
            change()
            del sys.modules['lib']
            import lib, lib.late
            print(lib is old, lib.WHO, lib.late.WHO, lib.helper.WHO, old.WHO, len([f for f in sys.meta_path if 'pybundle' in str(f)]))
            ''')
        self.assertEqual(stdout, 'False new new new old 1\n')

    def test_the_same_bundle_again_keeps_its_modules(self):
        """As a reload of the package on the disk does."""
        stdout = self.changed('lib', '''
            import lib.late
            helper, before = lib.helper, finders()
            for _ in range(3):
                importlib.reload(importlib.import_module('lib'))  # what Dask does
            print(lib.WAS, lib.helper is helper, finders() == before)
            lib.WAS = 0
            change()
            for _ in range(2):
                importlib.reload(importlib.import_module('lib'))
            print(lib.WAS, lib.helper is helper, lib.WHO, finders() == before)
            ''')
        self.assertEqual(stdout, '4 True True\n2 False new True\n')

    def test_another_entry_is_no_descendant(self):
        stdout = self.changed('bundle', '''
            import bundle
            change()
            try:
                importlib.reload(bundle)
            except ImportError as error:
                print(error.name, 'another conflict policy' in str(error))
            ''', new='lib.helper')
        self.assertEqual(stdout, 'lib True\n')

    def test_what_was_imported_from_elsewhere_is_a_conflict(self):
        self.write()
        self.build('bundle')
        stdout = self.python('''
            import sys
            sys.path.insert(0, %r)
            import lib
            try:
                import bundle
            except ImportError as error:
                print(error.name, '/tree/lib/' in str(error), '/bundle.py/lib/' in str(error), 'bundle' in sys.modules)
            ''' % self.tree)
        self.assertEqual(stdout, 'lib True True False\n')

    def test_a_module_that_is_not_registered(self):
        self.write()
        path = self.build()
        self.assertEqual(self.python('''
            import importlib.util, sys
            sys.path.clear()
            spec = importlib.util.spec_from_file_location('lib', %r)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            print(module.area(module.Square(3)), module.__version__)
            ''' % path), '9 1.0\n')

    def test_executed_as_text(self):
        self.write()
        path = self.build('bundle')
        self.assertEqual(self.python('''
            names, own = {}, {}
            exec(open(%r).read(), names, own)
            print('_pybundle' in names or '_pybundle' in own, own['area'](own['Square'](3)))
            ''' % path), 'False 9\n')

    def test_as_a_program(self):
        self.write()
        self.add('lib/__main__.py', '''
            import sys, lib
            from . import areas
            print(__name__, __package__, areas.area(lib.Square(int(sys.argv[1]))))
            ''')
        path = self.build()
        self.assertEqual(self.python('', None, '-m', 'lib', '4'), '__main__ lib 16\n')
        self.assertEqual(self.python('', None, path, '5'), '__main__ lib 25\n')

    def test_a_module_as_a_program(self):
        write(self.tree, single='if __name__ == "__main__":\n    print("runs")')
        path = self.build('single', 'single')
        self.assertEqual(self.python('', None, path), 'runs\n')
        self.assertEqual(self.python('import single'), '')

    def test_a_package_without_a_program(self):
        self.write()
        path = self.build()
        self.assertEqual(self.python('', None, path), '')
        self.assertEqual(self.python('', None, '-c', 'import runpy; names = runpy.run_path(%r, run_name="__main__"); '
                                                     'print(names["area"](names["Square"](2)))' % path), '4\n')

    def test_names_of_their_own(self):
        for number in 1, 2:
            write(self.tree, lib__='from . import late\ndef who():\n    from lib.late import WHO\n    return WHO',
                  lib__late='WHO = %d' % number)
            self.build('bundle%d' % number, isolate='on')
        self.build('lib', isolate='on')
        self.assertEqual(self.python('''
            import bundle1, bundle2, sys
            print(bundle1.who(), bundle2.who(), bundle1.late.WHO, 'lib' in sys.modules)
            try:
                import lib
            except ImportError as error:
                print(error)
            '''), "1 2 1 False\n'lib' of this bundle (/folder/lib.py) is imported by that name, and so can have no name of its "
                  "own: give the file another name, or build it with isolate 'off'\n")

    def test_in_threads(self):
        self.write()
        self.build()
        self.assertEqual(self.python('''
            import threading
            seen = []
            def work(number):
                import lib  # waits until it is there; see docs/limits.md
                if number % 2:
                    import lib.late as late
                else:
                    from lib import late
                from lib.areas import area
                from lib import Square
                seen.append((area(Square(number)), id(late)))
            workers = [threading.Thread(target=work, args=(number,)) for number in range(8)]
            for worker in workers: worker.start()
            for worker in workers: worker.join()
            print(sorted(area for area, _ in seen), len({late for _, late in seen}))
            '''), '[0, 1, 4, 9, 16, 25, 36, 49] 1\n')

    def test_with_code(self):
        """Compiled when the bundle was built, or by an earlier run."""
        self.write()
        disk = json.loads(self.python(PROBE, self.tree))
        for more in {'precompile': [self.interpreter.executable]}, {'bytecode_cache': True}:
            for run in range(2):
                with self.subTest(run=run, **more):
                    self.build(**more)
                    self.assertEqual(json.loads(self.python(PROBE)), disk)
