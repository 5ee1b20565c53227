"""PYBUNDLE_ROOT: modules come from the bundle, and say that they are files of the directory they were made of."""
import os


class Mapping:

    def test_files_are_those_of_the_tree(self):
        bundle = self.workshop.bundle('mains.opens')
        status, stdout, stderr = self.workshop.run([self.interpreter.executable, '-B', bundle],
                                                   PYBUNDLE_ROOT=self.workshop.tree)
        disk = self.workshop.run([self.interpreter.executable, '-B', '-m', 'mains.opens'], PYTHONPATH=self.workshop.tree)
        self.assertEqual((status, stdout, stderr), disk)

    def test_a_breakpoint_by_file_and_line(self):
        bundle = self.workshop.bundle('checks.uncaught')
        place = os.path.join(self.workshop.tree, 'fid', 'helpers.py')
        status, stdout, _ = self.workshop.run(
            [self.interpreter.executable, '-B', '-m', 'pdb', '-c', 'b %s:21' % place, '-c', 'continue', bundle],
            PYBUNDLE_ROOT=self.workshop.tree, stdin='p depth\nq\n')
        self.assertIn('> %s(21)fail()' % place, stdout)
        self.assertIn('\n(Pdb) 2\n', stdout)

    def test_other_modules_there_are_not_in_the_way(self):
        """The root keeps its own finder: what is in the directory, but not in the bundle, is found there."""
        bundle = self.workshop.bundle('mains.report')
        code = ('import sys; sys.path.insert(0, %r); exec(open(%r).read(), {}); import extra; print(extra.NAME)'
                % (self.workshop.tree, bundle))
        extra = os.path.join(self.workshop.tree, 'extra.py')
        with open(extra, 'w') as file:
            file.write('NAME = __name__\n')
        self.addCleanup(os.remove, extra)
        status, stdout, stderr = self.workshop.run([self.interpreter.executable, '-B', '-c', code],
                                                   PYBUNDLE_ROOT=self.workshop.tree)
        self.assertEqual((status, stdout.splitlines()[-1:]), (0, ['extra']), stderr)

    def test_it_is_ignored_with_the_rest_of_the_environment(self):
        bundle = self.workshop.bundle('checks.attrs')
        status, stdout, stderr = self.workshop.run([self.interpreter.executable, '-I', bundle],
                                                   PYBUNDLE_ROOT=self.workshop.tree)
        self.assertEqual((status, stderr), (0, ''))
        self.assertNotIn(self.workshop.tree, stdout)
