"""PYBUNDLE_ROOT: modules come from the bundle, and say that they are files of the directory they were made of."""
import os
import shutil
import tempfile

import bundles


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

    def test_a_coverage_report(self):
        """How often each line was executed, as the standard library's tool counts and reports it."""
        reports = []
        program = os.path.join(self.workshop.tree, 'covered.py')
        with open(program, 'w') as file:
            file.write('import fid.helpers\nfid.helpers.double(2)\nfid.helpers.Shape().area()\n')
        self.addCleanup(os.remove, program)
        with tempfile.TemporaryDirectory(dir=self.workshop.directory) as directory:
            bundle = os.path.join(directory, 'bundle.py')
            bundles.build(self.workshop.tree, 'covered', bundle)
            for run in program, bundle:
                done = self.workshop.run([self.interpreter.executable, '-B', '-m', 'trace', '--count', '--missing',
                                          '-C', 'report', run], directory, PYBUNDLE_ROOT=self.workshop.tree)
                self.assertEqual((done[0], done[2]), (0, ''))
                report = os.path.join(directory, 'report')
                found = {}
                for name in os.listdir(report):  # of the file's path, as far as it isn't on sys.path
                    if name.endswith(('fid.helpers.cover', 'fid.__init__.cover')):
                        with open(os.path.join(report, name)) as file:
                            found[name[name.index('fid.'):]] = file.read()
                reports.append(found)
                shutil.rmtree(report)
        self.assertIn('    1:     return value * 2\n', reports[0]['fid.helpers.cover'])
        self.assertIn('>>>>>>     raise ValueError', reports[0]['fid.helpers.cover'])
        self.assertEqual(reports[0], reports[1])

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
