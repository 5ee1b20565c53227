"""extract_resources: data files as files beside __file__, in a directory that can be trusted."""
import json
import os
import shutil
import subprocess
import tempfile


class Extract:

    def setUp(self):
        self.bundle = self.workshop.bundle('mains.opens', extract_resources=True)
        self.cache = tempfile.mkdtemp(dir=self.workshop.directory)
        self.addCleanup(shutil.rmtree, self.cache)

    def run_bundle(self, *flags, **environment):
        environment.setdefault('PYBUNDLE_CACHE', self.cache)
        return self.workshop.run([self.interpreter.executable, *flags, self.bundle], **environment)

    def assertRuns(self, **environment):
        """Check that the program sees its data as from the disk; return the directory that holds it."""
        disk = self.workshop.run([self.interpreter.executable, '-B', '-m', 'mains.opens'], PYTHONPATH=self.workshop.tree)
        status, stdout, stderr = self.run_bundle(**environment)
        self.assertEqual(stderr, '')
        expected, found = json.loads(disk[1]), json.loads(stdout)
        self.assertEqual(found['answers'], expected['answers'])
        self.assertEqual(os.path.dirname(found['root']), os.path.join(self.cache, 'pybundle'))
        return found['root']

    def assertFails(self, *words):
        status, _, stderr = self.run_bundle()
        self.assertEqual(status, 1)
        message = stderr.splitlines()[-1]
        for word in (*words, 'mains.opens', 'PYBUNDLE_CACHE'):
            self.assertIn(word, message)

    def test_data_is_beside_the_modules(self):
        root = self.assertRuns()
        self.assertFalse(os.path.exists(os.path.join(root, 'fid', '__init__.py')))
        self.assertEqual(os.stat(root).st_mode & 0o77, 0)
        self.assertEqual(os.listdir(os.path.dirname(root)), [os.path.basename(root)])

    def test_it_is_written_once(self):
        root = self.assertRuns()
        table = os.path.join(root, 'fid', 'data', 'table.json')
        before = os.stat(table)
        self.assertEqual(self.assertRuns(), root)
        self.assertEqual(os.stat(table), before)

    def test_it_is_written_again_if_damaged(self):
        root = self.assertRuns()
        table = os.path.join(root, 'fid', 'data', 'table.json')
        with open(table) as file:
            text = file.read()
        with open(table, 'w') as file:
            file.write('[' + text[1:])  # of the same size
        self.assertRuns()
        os.remove(table)
        self.assertRuns()
        os.remove(os.path.join(root, '.pybundle'))
        self.assertRuns()
        self.assertEqual(os.listdir(os.path.dirname(root)), [os.path.basename(root)])

    def test_others_must_not_be_able_to_write_to_it(self):
        root = self.assertRuns()
        os.chmod(root, 0o777)
        self.assertFails(root, 'somebody else')

    def test_a_link_is_not_trusted(self):
        root = self.assertRuns()
        os.rename(root, root + '-moved')
        os.symlink(root + '-moved', root)
        self.assertFails('is no directory')

    def test_a_file_in_the_way(self):
        with open(os.path.join(self.cache, 'pybundle'), 'w'):
            pass
        self.assertFails(os.path.join(self.cache, 'pybundle'))

    def test_no_permission(self):
        if not hasattr(os, 'getuid') or os.getuid() == 0:
            self.skipTest('nothing is forbidden to root')
        os.chmod(self.cache, 0o500)
        self.addCleanup(os.chmod, self.cache, 0o700)
        self.assertFails('Permission denied')

    def test_no_room(self):
        if not os.path.isdir('/proc/self'):
            self.skipTest('needs a file system that nobody can write to')
        self.cache = '/proc/self'
        self.addCleanup(setattr, self, 'cache', tempfile.mkdtemp(dir=self.workshop.directory))
        self.assertFails('/proc/self')

    def test_several_first_runs_at_once(self):
        environment = dict(os.environ, PYBUNDLE_CACHE=self.cache)
        runs = [subprocess.Popen([self.interpreter.executable, self.bundle], env=environment, stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT, universal_newlines=True) for _ in range(8)]
        answers = {run.communicate()[0] for run in runs}
        self.assertEqual(len(answers), 1, answers)
        self.assertEqual(json.loads(answers.pop())['root'], self.assertRuns())
        self.assertEqual(len(os.listdir(os.path.join(self.cache, 'pybundle'))), 1)

    def test_the_user_s_own_cache(self):
        home = os.path.join(self.cache, 'home')
        os.mkdir(home)
        status, stdout, _ = self.run_bundle(PYBUNDLE_CACHE='', HOME=home, XDG_CACHE_HOME='', LOCALAPPDATA=home)
        self.assertEqual(status, 0)
        self.assertTrue(json.loads(stdout)['root'].startswith(home + os.sep))
