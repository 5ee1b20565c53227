"""A bundled top-level name that the process has imported from elsewhere before: what each policy does."""
import os
import shutil
import tempfile
import textwrap

import bundles


def write(folder, **files):
    """Write modules into `folder`: 'a__b' stands for a/b.py."""
    for name, text in files.items():
        path = os.path.join(folder, *name.split('__')) + '.py'
        if name.endswith('__'):
            path = os.path.join(folder, name[:-2], '__init__.py')
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(textwrap.dedent(text))


class Conflict:

    def setUp(self):
        self.directory = tempfile.mkdtemp(dir=self.workshop.directory)
        self.addCleanup(shutil.rmtree, self.directory)
        self.tree = os.path.join(self.directory, 'tree')
        self.disk = os.path.join(self.directory, 'disk')  # the environment
        self.path = os.path.join(self.directory, 'bundle.py')
        write(self.tree, foo__="WHO = 'bundle'", foo__late="WHO = 'bundle'", ours='import foo; WHO = foo.WHO')
        write(self.disk, foo__="WHO = 'disk'", foo__early="WHO = 'disk'")

    def host(self, code, entry='ours', **more):
        """Bundle the tree; run `code` with the environment on sys.path, and execute() for the bundle."""
        bundles.build(self.tree, entry, self.path, **more)
        head = ('import sys; sys.path.insert(0, %r)\n'
                'def execute(): names = {}; exec(compile(open(%r).read(), %r, "exec"), names); return names\n')
        head %= self.disk, self.path, self.path
        status, stdout, stderr = self.workshop.run([self.interpreter.executable, '-B', '-c', head + textwrap.dedent(code)])
        self.assertEqual((status, stderr), (0, ''))
        return stdout.replace(self.directory, '')

    def test_no_conflict_if_the_other_is_not_imported(self):
        self.assertEqual(self.host('print(execute()["WHO"])'), 'bundle\n')

    def test_error_names_both_origins(self):
        stdout = self.host('''
            import foo
            before = list(sys.meta_path), list(sys.path_hooks)
            try:
                execute()
            except ImportError as error:
                print(error.name, error)
            print(foo is sys.modules['foo'], before == (sys.meta_path, sys.path_hooks), 'ours' in sys.modules)
            ''')
        self.assertEqual(stdout, "foo 'foo' of this bundle (/bundle.py/foo/__init__.py) can't be imported: the process has "
                                 "imported another one before (/disk/foo/__init__.py); execute the bundle first, rename "
                                 "the package, or build with another conflict policy\nTrue True False\n")

    def test_the_error_shows_no_frame_of_the_runtime(self):
        if self.interpreter.implementation == 'pypy':
            self.skipTest('the interpreter leaves no frames out')
        for entry, more in ('ours', {}), ('ours:WHO', {}), ('ours:foo', {'host': 'kaggle', 'isolate': 'off'}), (
                'ours', {'host': 'module'}):
            with self.subTest(entry, **more):
                if 'foo' in entry:
                    write(self.tree, ours='def foo(): pass')
                stdout = self.host('''
                    import foo, os, traceback
                    try:
                        execute()
                    except ImportError as error:
                        print(*[os.path.basename(each.filename) for each in traceback.extract_tb(error.__traceback__)])
                        print(error.__context__, [each for each in sys.meta_path if 'pybundle' in str(each)])
                    ''', entry=entry, **more)
                self.assertEqual(stdout, '<string> <string> bundle.py\nNone []\n')

    def test_environment_leaves_the_name_to_the_disk(self):
        stdout = self.host('''
            import foo
            print(execute()['WHO'], sys.modules['foo'] is foo)
            import foo.early
            try:
                import foo.late
            except ImportError as error:
                print(error)
            import importlib.util, pkgutil
            print([each.name for each in pkgutil.iter_modules() if each.name in ('foo', 'ours')])
            ''', conflict='environment')
        self.assertEqual(stdout, "disk True\nNo module named 'foo.late'\n['ours', 'foo']\n")

    def test_environment_leaves_the_metadata_to_the_disk(self):
        for tree, version in (self.tree, 'bundle'), (self.disk, 'disk'):
            for name, module in ('foo', 'foo/__init__.py'), ('bar', 'ours.py'):
                info = os.path.join(tree, '%s-1.dist-info' % name)
                os.makedirs(info)
                for file, text in ('METADATA', 'Name: %s\nVersion: %s\n' % (name, version)), ('RECORD', module + ',,\n'):
                    with open(os.path.join(info, file), 'w') as stream:
                        stream.write(text)
        stdout = self.host('''
            import foo
            execute()
            import importlib.metadata as metadata
            print(metadata.version('foo'), metadata.version('bar'), len([each for each in metadata.distributions()
                if each.metadata['Name'] == 'foo']))
            ''', conflict='environment')
        self.assertEqual(stdout, 'disk bundle 1\n')

    def test_environment_is_no_choice_for_the_entry_itself(self):
        stdout = self.host('''
            import foo
            try:
                execute()
            except ImportError as error:
                print(error.name)
            ''', entry='foo.late', conflict='environment')
        self.assertEqual(stdout, 'foo\n')

    def test_replace_takes_the_name(self):
        stdout = self.host('''
            import foo.early
            print(execute()['WHO'], foo.WHO, sys.modules['foo'].WHO, 'foo.early' in sys.modules)
            import foo.late
            print(foo.late.WHO)
            ''', conflict='replace')
        self.assertEqual(stdout, 'bundle disk bundle False\nbundle\n')

    def test_another_bundle_is_a_conflict_too(self):
        other = os.path.join(self.directory, 'other.py')
        bundles.build(self.tree, 'foo.late', other)
        stdout = self.host('''
            exec(open(OTHER).read(), {})
            try:
                execute()
            except ImportError as error:
                print(error.name)
            '''.replace('OTHER', repr(other)))
        self.assertEqual(stdout, 'foo\n')

    def test_the_same_bundle_again_is_none(self):
        self.assertEqual(self.host('print(execute()["WHO"], execute()["WHO"])'), 'bundle bundle\n')

    def test_a_namespace_package_merges_with_what_was_imported(self):
        write(self.tree, parts__one='import parts.two, sys; WHO = "bundle"', ours='import parts.one, parts.two')
        write(self.disk, parts__two='WHO = "disk"')
        stdout = self.host('''
            import parts.two
            execute()
            import parts.one
            print(parts.one.WHO, parts.two.WHO, len(list(parts.__path__)))
            ''')
        self.assertEqual(stdout, 'bundle disk 2\n')

    def test_a_namespace_package_does_not_mix_with_a_regular_one(self):
        write(self.tree, parts__one='', ours='import parts.one')
        write(self.disk, parts__='')
        stdout = self.host('''
            import parts
            try:
                execute()
            except ImportError as error:
                print(error.name)
            ''')
        self.assertEqual(stdout, 'parts\n')

    def test_a_folder_of_data_is_no_module(self):
        write(self.disk, data='WHO = "disk"')
        os.mkdir(os.path.join(self.tree, 'data'))
        with open(os.path.join(self.tree, 'data', 'table.txt'), 'w') as file:
            file.write('1 2\n')
        self.assertEqual(self.host('import data; print(execute()["WHO"])'), 'bundle\n')

    def test_a_foreign_parent_is_named(self):
        """Submodules are found by the parent's path: if the parent is another package of that name, the error says so."""
        stdout = self.host('''
            execute()
            for name in [each for each in sys.modules if each.partition('.')[0] == 'foo']:
                del sys.modules[name]
            import types
            sys.modules['foo'] = foo = types.ModuleType('foo')
            foo.__path__ = ['/elsewhere/foo']
            try:
                import foo.late
            except ModuleNotFoundError as error:
                print(error.name, error)
            ''')
        self.assertEqual(stdout, "foo.late No module named 'foo.late': this bundle has it (/bundle.py/foo/late.py), but "
                                 "'foo' is another one (/elsewhere/foo), which has been imported instead\n")
