"""Bundles beside other code: packages of the same name, and other bundles."""
import os
import shutil
import tempfile
import textwrap

import bundles


class Company:

    def host(self, code, **names):
        host = ''.join('%s = %r\n' % item for item in names.items()) + textwrap.dedent(code)
        status, stdout, stderr = self.workshop.run([self.interpreter.executable, '-B', '-c', host])
        self.assertEqual((status, stderr), (0, ''))
        return stdout

    def test_bundles_that_one_file_executes(self):
        """Both would take the host's file for their own: each must find its own submodules nevertheless."""
        directory = tempfile.mkdtemp(dir=self.workshop.directory)
        self.addCleanup(shutil.rmtree, directory)
        paths = []
        for name in 'first', 'second':
            tree = os.path.join(directory, name)
            os.makedirs(os.path.join(tree, name))
            for module in '__init__', 'inner', 'main':
                with open(os.path.join(tree, name, module + '.py'), 'w') as file:
                    file.write('PATH = __file__\n')
            paths.append(os.path.join(directory, name + '.py'))
            bundles.build(tree, name + '.main', paths[-1])
        stdout = self.host('''
            for path in PATHS:
                exec(open(path).read(), {'__file__': '/the/host.py'})
            import first.inner, second.inner
            import linecache
            print(len({first.inner.PATH.partition('first')[0], second.inner.PATH.partition('second')[0]}))
            print(first.inner.PATH == first.inner.__file__, linecache.getline(second.inner.PATH, 1), end='')
            ''', PATHS=paths)
        self.assertEqual(stdout, '2\nTrue PATH = __file__\n')

    def test_what_as_file_knows_does_not_grow(self):
        """It knows types for ever: so it gets one for all bundles, which keeps none of them."""
        stdout = self.host('''
            import gc, importlib.resources, linecache, weakref
            if not hasattr(importlib.resources, 'as_file'):
                print('True []')
                raise SystemExit
            as_file = importlib.resources.as_file
            before, readers = len(as_file.registry), []
            for path in PATHS:
                names = {'__file__': path}
                exec(open(path).read(), names)
                import fid, sys
                folder = importlib.resources.files('fid')
                with as_file(folder / 'notes.txt') as copy:
                    assert copy.read_text() == 'beside the module\\n' and copy.name == 'notes.txt'
                readers.append(weakref.ref(type(folder)))
                sys.meta_path[:] = [each for each in sys.meta_path if not hasattr(type(each), 'runtimes')]
                sys.path_hooks[:] = [each for each in sys.path_hooks if each.__module__ != 'pybundle']
                sys.path_importer_cache.clear()
                for name in [name for name in sys.modules if name.partition('.')[0] in ('fid', 'mains')]:
                    del sys.modules[name]
                linecache.clearcache()
                del names, folder, fid
                for _ in range(3): gc.collect()
            # PyPy's caches keep objects for a while.
            kept = [each() for each in readers if each() and sys.implementation.name != 'pypy']
            print(len(as_file.registry) == before + 1, kept)
            ''', PATHS=[self.workshop.bundle('mains.report'), self.workshop.bundle('mains.as_package')])
        self.assertEqual(stdout.splitlines()[-1], 'True []')

    def test_the_bundle_comes_before_the_environment(self):
        directory = tempfile.mkdtemp(dir=self.workshop.directory)
        self.addCleanup(shutil.rmtree, directory)
        with open(os.path.join(directory, 'single.py'), 'w') as file:
            file.write('NAME = "from the disk"\n')
        stdout = self.host('''
            import sys
            sys.path.insert(0, DIRECTORY)
            exec(open(BUNDLE).read(), {})
            import single, string
            print(single.NAME, 'bundle' in string.__file__)
            ''', DIRECTORY=directory, BUNDLE=self.workshop.bundle('mains.report'))
        self.assertEqual(stdout.splitlines()[-1], 'single False')

    def test_a_bundled_module_with_the_name_of_one_that_is_watched(self):
        directory = tempfile.mkdtemp(dir=self.workshop.directory)
        self.addCleanup(shutil.rmtree, directory)
        tree, path = os.path.join(directory, 'tree'), os.path.join(directory, 'bundle.py')
        os.makedirs(tree)
        for module in 'pkg_resources', 'linecache', 'main':
            with open(os.path.join(tree, module + '.py'), 'w') as file:
                file.write('OURS = True\ncache = {}\nNullProvider = object\nregister_loader_type = print\n')
        bundles.build(tree, 'main', path)
        stdout = self.host('''
            import sys
            sys.modules.pop('linecache', None)
            exec(open(BUNDLE).read(), {})
            import pkg_resources, linecache
            print(pkg_resources.OURS, linecache.OURS)
            ''', BUNDLE=path)
        self.assertEqual(stdout.splitlines()[-1], 'True True')

    def test_a_watched_module_that_is_forbidden(self):
        stdout = self.host('''
            import sys
            sys.modules.update(dict.fromkeys(['pkg_resources', 'linecache']))
            exec(open(BUNDLE).read(), {})
            print(sys.modules['linecache'])
            ''', BUNDLE=self.workshop.bundle('mains.report'))
        self.assertEqual(stdout.splitlines()[-1], 'None')
