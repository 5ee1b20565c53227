"""Recorded runs, and bundles of what they imported."""
import os

from test_code import Code as _Code

PROGRAM = '''
import sys
import pack.late, pack.first
if 'more' in sys.argv:
    import pack.inner.deep
if 'data' in sys.argv:
    import pkgutil
    print(pkgutil.get_data('pack', 'data.txt').decode())
print('done')
'''


class Record:

    write = _Code.write

    def setUp(self):
        self.directory = self.workshop.folder(self)
        self.tree = os.path.join(self.directory, 'tree')
        for name in 'pack/__init__.py', 'pack/late.py', 'pack/unused.py', 'pack/inner/__init__.py', 'other/__init__.py':
            self.write(name, '')
        self.write('pack/first.py', 'import pack.late\ntry:\n    import pack.inner.absent\nexcept ImportError:\n    pass\n')
        self.write('pack/inner/deep.py', 'import pack.inner\n')
        self.write('pack/inner/more.txt', 'text')
        self.write('other/data.txt', 'text')
        self.write('pack/data.txt', 'text')
        self.write('program.py', PROGRAM)
        self.path = os.path.join(self.directory, 'bundle.py')
        self.recording = os.path.join(self.directory, 'recorded')

    def build(self, name='bundle.py', check=True, **more):
        self.path = os.path.join(self.directory, name)
        return self.workshop.build(self.tree, 'program', self.path, check=check, **more)

    def start(self, *arguments, flags=(), **environment):
        return self.workshop.run([self.interpreter.executable, '-B', *flags, self.path, *arguments], **environment)

    def names(self):
        with open(self.recording, encoding='utf-8') as file:
            return [line for line in file.read().splitlines() if not line.startswith('#')]

    def test_a_run_writes_what_it_imports(self):
        self.build()
        self.assertEqual(self.start(PYBUNDLE_RECORD=self.recording), (0, 'done\n', ''))
        self.assertEqual(self.names(), ['pack', 'pack.late', 'pack.first', 'pack.inner'])

    def test_runs_are_added(self):
        self.build()
        for arguments in (), ('more',), ('more',), ():
            self.assertEqual(self.start(*arguments, PYBUNDLE_RECORD=self.recording)[0], 0)
        self.assertEqual(self.names(), ['pack', 'pack.late', 'pack.first', 'pack.inner', 'pack.inner.deep'])

    def test_under_flags(self):
        self.build()
        for flags in ('-I',), ('-E',), ('-O',):
            self.assertEqual(self.start(flags=flags, PYBUNDLE_RECORD=self.recording), (0, 'done\n', ''))
            self.assertEqual(len(self.names()), 4)
            os.unlink(self.recording)

    def test_with_compiled_code(self):
        for more in {'precompile': [self.interpreter.executable]}, {'bytecode_cache': True}:
            self.build(**more)
            self.assertEqual(self.start(PYBUNDLE_RECORD=self.recording), (0, 'done\n', ''))
            self.assertEqual(len(self.names()), 4)
            os.unlink(self.recording)

    def test_a_place_that_cannot_be_written(self):
        self.build()
        status, _, stderr = self.start(PYBUNDLE_RECORD=os.path.join(self.recording, 'no'))
        self.assertEqual(status, 1)
        self.assertIn('FileNotFoundError', stderr)

    def record(self, *arguments):
        self.build()
        self.assertEqual(self.start(*arguments, PYBUNDLE_RECORD=self.recording)[0], 0)

    def listed(self, said):
        return {line.split()[0] for line in said.splitlines()[1:] if not line.startswith('(')}

    def test_only_what_was_recorded(self):
        self.record()
        for more in {}, {'precompile': [self.interpreter.executable]}:
            self.build('small.py', only_recorded=self.recording, **more)
            self.assertEqual(self.start(), (0, 'done\n', ''))
            self.assertEqual(self.start('data'), (0, 'text\ndone\n', ''))
            self.assertEqual(self.listed(self.workshop.list(self.path)), {
                'program', 'pack', 'pack.late', 'pack.first', 'pack.inner', 'pack/inner/more.txt', 'pack/data.txt'})

    def test_what_was_left_out_says_so(self):
        self.record()
        self.build('small.py', only_recorded=self.recording)
        status, stdout, stderr = self.start('more')
        self.assertEqual((status, stdout), (1, ''))
        self.assertIn("\nModuleNotFoundError: 'pack.inner.deep' was left out of this bundle (%s), because no recorded run "
                      "imported it: set PYBUNDLE_RECORD" % self.path, stderr)
        self.assertNotIn('importlib', stderr)

    def test_a_name_in_no_recording_is_as_missing_as_ever(self):
        self.record()
        self.write('program.py', 'import pack.never\n')
        self.build('small.py', only_recorded=self.recording)
        self.assertIn("\nModuleNotFoundError: No module named 'pack.never'\n", self.start()[2])

    def test_packages_that_are_left_out(self):
        self.write('program.py', 'import sys\nimport pack\nif sys.argv[1:]: import other\n')
        self.record()
        self.build('small.py', only_recorded=self.recording)
        self.assertEqual(self.start(), (0, '', ''))
        self.assertIn("'other' was left out of this bundle", self.start('now')[2])
        self.assertEqual(self.listed(self.workshop.list(self.path)), {'program', 'pack', 'pack/data.txt'})

    def test_stale_and_missing_recordings(self):
        said = self.build(check=False, only_recorded=self.recording)
        self.assertIn("error: can't read the recording", said)
        with open(self.recording, 'w') as file:
            file.write('# nothing\n\nsomething.else  # here\n')
        self.assertIn('error: the recording names no module of this bundle [stale-recording]',
                      self.build(check=False, only_recorded=self.recording))
        with open(self.recording, 'a') as file:
            file.write('pack\npack.first\n')
        self.assertIn('warning: 1 of the recorded modules are not among', self.build(only_recorded=self.recording))
