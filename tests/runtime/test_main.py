"""What main is, and what a traceback shows when it can't be started."""
import os


class Main:

    def run_bundle(self, entry, *arguments, flags=(), **environment):
        path = self.workshop.bundle(entry)
        return self.workshop.run([self.interpreter.executable, *flags, path, *arguments], **environment)

    def assertFrames(self, stderr, *frames):
        """Check which frames are in the only traceback, as 'file function', files without the bundle's path."""
        self.assertEqual(stderr.count('Traceback (most recent call last)'), 1, stderr)
        lines = [line.split('"') for line in stderr.splitlines() if line.startswith('  File "')]
        found = [os.path.basename(line[1]) + line[2].rpartition(',')[2].replace(' in', '') for line in lines]
        self.assertEqual(found, list(frames), stderr)

    def test_a_package_runs_its_main(self):
        self.assertEqual(self.run_bundle('mains.as_package'), (0, '__main__ mains.as_package bundle.py mains.as_package\n', ''))

    def test_a_module_in_no_package(self):
        status, stdout, stderr = self.run_bundle('toplevel', 'argument')
        disk = self.workshop.run([self.interpreter.executable, '-B', os.path.join(self.workshop.tree, 'toplevel.py'), 'argument'])
        self.assertEqual((status, stdout, stderr), disk)
        self.assertIn('argument', stdout)

    def test_a_callable(self):
        self.assertEqual(self.run_bundle('mains.player:main', 'x', 'y'), (3, "mains.friend mains.player ['x', 'y']\n", ''))

    def test_a_callable_is_not_called_on_import(self):
        path = self.workshop.bundle('mains.player:main')
        code = 'import bundle, mains.player; print(mains.player.COUNT)'
        done = self.workshop.run([self.interpreter.executable, '-c', code], PYTHONPATH=os.path.dirname(path))
        self.assertEqual(done, (0, '[0]\n', ''))

    def test_error_in_main(self):
        status, _, stderr = self.run_bundle('mains.raises')
        self.assertEqual(status, 1)
        self.assertFrames(stderr, 'bundle.py <module>', 'raises.py <module>')
        self.assertIn('\n    raise ValueError("caught?")\n', stderr)

    def test_syntax_error_in_main(self):
        status, _, stderr = self.run_bundle('mains.broken')
        self.assertEqual(status, 1)
        self.assertFrames(stderr, 'bundle.py <module>', 'broken.py line 5')
        self.assertIn('\n    def f(:\n', stderr)

    def test_error_in_the_parent_package(self):
        status, _, stderr = self.run_bundle('late.main')
        self.assertEqual(status, 1)
        self.assertFrames(stderr, 'bundle.py <module>', '__init__.py <module>')
        self.assertIn('\nLookupError: the package fails\n', stderr)

    def test_error_in_the_module_of_a_callable(self):
        status, _, stderr = self.run_bundle('mains.fails:agent')
        self.assertEqual(status, 1)
        self.assertFrames(stderr, 'bundle.py <module>', 'fails.py <module>')

    def test_error_without_stderr(self):
        path = self.workshop.bundle('mains.raises')
        shell = 'exec "$0" "$1" 2>&-'
        self.assertEqual(self.workshop.run(['/bin/sh', '-c', shell, self.interpreter.executable, path]), (1, '', ''))

    def test_source_of_another_file_is_not_shown(self):
        """Until 3.12 the interpreter's own traceback takes a line of any file of that name on sys.path."""
        bundle = self.workshop.bundle('checks.uncaught')
        directory = os.path.join(self.workshop.directory, 'decoy-%s' % id(self))
        os.mkdir(directory)
        with open(os.path.join(directory, 'helpers.py'), 'w') as file:
            file.write('a decoy\n' * 50)
        _, _, stderr = self.workshop.run([self.interpreter.executable, bundle], PYTHONPATH=directory)
        self.assertNotIn('decoy', stderr)
        self.assertIn("    raise ValueError('helpers fail')  # the failing line\n", stderr)

    def test_under_a_profiler_a_debugger_and_a_tracer(self):
        path = self.workshop.bundle('mains.as_package')
        for command in (['-m', 'cProfile'], ['-m', 'pdb', '-c', 'continue'], ['-m', 'trace', '--count', '-C', '.']):
            with self.subTest(command):
                # trace opens the files that it has seen, so that they have to be there.
                status, stdout, stderr = self.workshop.run([self.interpreter.executable, '-B', *command, path],
                                                           stdin='quit\n', PYBUNDLE_ROOT=self.workshop.tree)
                self.assertIn('__main__ mains.as_package bundle.py mains.as_package\n', stdout)
                self.assertNotIn('Error', stderr)
