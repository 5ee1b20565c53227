"""Bundles of what a recorded run imported, from the run to the files beside them."""
import json
import os
import subprocess
import sys
import unittest

from tool import ToolTest


class Recorded(ToolTest):

    def setUp(self):
        super().setUp()
        self.write('main.py', 'import sys\nimport p.a\nif sys.argv[1:]:\n    import p.b\nprint("done")\n')
        for name in 'p/__init__.py', 'p/a.py', 'p/b.py', 'q/__init__.py':
            self.write(name, 'import q\n' if name == 'p/b.py' else '')

    def run_bundle(self, name, *arguments, **environment):
        environment = dict(os.environ, PYTHONDONTWRITEBYTECODE='1', **environment)
        done = subprocess.run([sys.executable, self.path(name), *arguments], env=environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, cwd=self.directory)
        return done.returncode, done.stdout.decode()

    def record(self):
        self.assertEqual((0, '', ''), self.call('build', 'main.py', '-o', 'full.py'))
        self.assertEqual((0, 'done\n'), self.run_bundle('full.py', PYBUNDLE_RECORD=self.path('recorded')))

    def test_from_the_command_line(self):
        self.record()
        self.assertEqual(b'# Modules that runs of main imported, in order of first use: for only_recorded.\np\np.a\n',
                         self.read('recorded'))
        self.assertEqual((0, '', ''), self.call('build', 'main.py', '--only-recorded', 'recorded', '-o', 'small.py'))
        self.assertEqual((0, 'done\n'), self.run_bundle('small.py'))
        status, output = self.run_bundle('small.py', 'more')
        self.assertEqual(1, status)
        self.assertIn("ModuleNotFoundError: 'p.b' was left out of this bundle", output)
        self.assertLess(len(self.read('small.py')), len(self.read('full.py')) + 2000)

    def test_from_a_manifest(self):
        self.record()
        os.mkdir(self.path('made'))
        os.rename(self.path('recorded'), self.path('made/recorded'))
        self.manifest('made/m.json', entry='main', roots=['..'], follow_imports=True, only_recorded='recorded')
        arguments = ['made/m.json', '-o', 'small.py', '--metafile', 'meta.json', '--depfile', 'small.d']
        self.assertEqual((0, '', ''), self.call('build', *arguments))
        meta = json.loads(self.read('meta.json'))
        self.assertEqual(['main', 'p', 'p.a'], sorted(module['name'] for module in meta['modules']))
        left_out = {each['name']: each['because'] for each in meta['left_out']}
        self.assertEqual('not recorded', left_out['p.b'])
        self.assertIn(b'/made/recorded', self.read('small.d').replace(b'\\ ', b' '))

    def test_no_recording(self):
        status, _, message = self.call('build', 'main.py', '--only-recorded', 'none', '-o', 'small.py')
        self.assertEqual((1, "--only-recorded: error: can't read the recording 'none': No such file or directory "
                          "[missing-file]\n  hint: run a bundle of all modules with PYBUNDLE_RECORD set to its path\n"),
                         (status, message))

    def test_the_recording_is_no_output(self):
        self.record()
        status, _, message = self.call('build', 'main.py', '--only-recorded', 'recorded', '-o', 'recorded')
        self.assertEqual(1, status)
        self.assertIn('would overwrite', message)


if __name__ == '__main__':
    unittest.main()
