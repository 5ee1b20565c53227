"""Building from an entry: what is found, what is said of it, and the files written beside."""
import json
import os
import subprocess
import sys
import unittest

from tool import ToolTest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, 'runtime'))
import interpreters  # noqa: E402


class Follow(ToolTest):

    def run_bundle(self, name='out.py'):
        """Run the bundle on every interpreter found; return the exit status and output that all of them gave."""
        answers = set()
        for interpreter in interpreters.find():
            done = subprocess.run([interpreter.executable, '-I', self.path(name)], stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, timeout=60)
            answers.add((done.returncode, done.stdout.decode().replace('\r\n', '\n')))
        self.assertEqual(1, len(answers), answers)
        return answers.pop()

    def test_a_script_just_works(self):
        self.write('app/main.py', 'import helper\nfrom pack import part\nprint(helper.x, part.y)\n')
        self.write('app/helper.py', 'x = 1\n')
        self.write('app/pack/part.py', 'y = 2\n')
        self.write('app/unused.py', '')
        self.assertEqual((0, '', ''), self.call('build', 'app/main.py', '-o', 'out.py'))
        self.assertEqual((0, '1 2\n'), self.run_bundle())
        self.assertNotIn(b'unused', self.read('out.py'))

    def test_a_directory_and_a_module_and_a_function(self):
        self.write('src/app/__init__.py', '')
        self.write('src/app/__main__.py', 'from .cli import main\nmain()\n')
        self.write('src/app/cli.py', 'def main():\n    print("hello")\n')
        for entry in (['src/app'], ['src/app/'], ['app', '--root', 'src'], ['app.cli:main', '--root', 'src']):
            self.assertEqual((0, '', ''), self.call('build', *entry, '-o', 'out.py'), entry)
            self.assertEqual((0, 'hello\n'), self.run_bundle(), entry)

    def test_no_follow_imports(self):
        self.write('main.py', 'import helper\n')
        self.write('helper.py')
        self.assertEqual((0, '', ''), self.call('build', 'main.py', '--no-follow-imports', '-o', 'out.py'))
        self.assertNotIn(b"'''helper.py", self.read('out.py'))

    def test_search_paths_of_an_interpreter(self):
        self.write('main.py', 'import json\n')
        self.assertEqual((0, '', ''), self.call('build', 'main.py', '--python', sys.executable, '-o', 'out.py'))
        status, _, message = self.call('build', 'main.py', '--python', 'no such python', '-o', 'out.py')
        self.assertEqual((1, "pybundle: error: 'no such python' is no Python that runs [no-interpreter]\n"),
                         (status, message))

    def test_warnings_can_be_turned_off_or_into_errors(self):
        self.write('main.py', 'import nowhere\n')
        warning = ("main.py:1:1: warning: 'nowhere' is found nowhere and left to the environment [external]\n"
                   "  hint: add a search path that has it, or name it \"external\"\n")
        self.assertEqual((0, '', warning), self.call('build', 'main.py', '-o', 'out.py'))
        self.assertEqual((0, '', ''), self.call('build', 'main.py', '-o', 'out.py', '-Wno-external'))
        self.assertEqual((0, '', ''), self.call('build', 'main.py', '-o', 'out.py', '--external', 'nowhere'))
        os.remove(self.path('out.py'))
        for option in ('-Werror=external', '-Werror'):
            self.assertEqual((1, '', warning.replace('warning', 'error')),
                             self.call('build', 'main.py', '-o', 'out.py', option))
            self.assertEqual(['main.py'], self.files())
        self.assertEqual(2, self.call('build', 'main.py', '-o', 'out.py', '-Wnonsense')[0])

    def test_metafile(self):
        self.write('main.py', '"""Doc."""\nimport helper, json\n')
        self.write('helper.py', 'x = 1\n')
        self.call('build', 'main.py', '-o', 'out.py', '--metafile', 'meta.json')
        meta = json.loads(self.read('meta.json'))
        self.assertEqual(1, meta['pybundle_metafile'])
        self.assertEqual(len(self.read('out.py')), meta['bytes'])
        helper, main = meta['modules']
        self.assertEqual(('helper', 'helper.py', 'helper.py', 6, False, 'imported'),
                         tuple(helper[key] for key in ('name', 'path', 'file', 'bytes', 'third_party', 'because')))
        self.assertEqual([{'module': 'main', 'file': 'main.py', 'line': 2, 'column': 1, 'context': 'module'}],
                         helper['imported_by'])
        self.assertEqual('listed', main['because'])
        self.assertEqual([('json', 'standard library')], [(left['name'], left['because']) for left in meta['left_out']])

    def test_depfile(self):
        self.write('my app/main.py', 'import helper\n')
        self.write('my app/helper.py', '')
        self.call('build', 'my app/main.py', '-o', 'out file.py', '--depfile', 'out.d')
        text = self.read('out.d').decode()
        self.assertTrue(text.startswith('out\\ file.py: \\\n'), text)
        root = os.path.realpath(self.directory).replace(' ', '\\ ')
        for name in ('my\\ app', 'my\\ app/main.py', 'my\\ app/helper.py'):
            self.assertIn('\n  %s/%s' % (root, name), text)

    def test_verbose_explains(self):
        self.write('main.py', 'import helper, json\n')
        self.write('helper.py', '')
        self.assertEqual((0, '', 'take helper (helper.py): imported by main (main.py:1)\n'
                                 'take main (main.py): listed\n'
                                 'leave json: standard library, imported by main (main.py:1)\n'),
                         self.call('build', 'main.py', '-o', 'out.py', '-v'))

    def test_a_manifest_and_options_do_not_mix(self):
        self.manifest(entry='main')
        self.write('main.py')
        self.assertEqual(2, self.call('build', 'm.json', '-o', 'out.py', '--root', '.')[0])
        self.assertEqual(2, self.call('build', 'm.json', '-o', 'out.py', '--host', 'kaggle')[0])

    @unittest.skipUnless(sys.platform == 'linux', 'a way to forbid threads is known for Linux alone')
    def test_a_machine_without_threads_to_spare(self):
        import resource

        def no_threads():  # a stack of this size, which all but the first have, is more than there may be
            resource.setrlimit(resource.RLIMIT_STACK, (8 << 30, resource.getrlimit(resource.RLIMIT_STACK)[1]))
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))

        def no_other_core():
            os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])

        self.write('main.py', ''.join('import m{}\n'.format(i) for i in range(200)))
        for i in range(200):
            self.write('m{}.py'.format(i), 'x = 1\n')
        self.assertEqual((0, '', ''), self.call('build', 'main.py', '-o', 'out.py'))
        limits = [no_other_core]
        if self.call('--version', preexec_fn=no_threads)[0] == 0:  # sanitizers can't begin
            limits.append(no_threads)
        for limit in limits:
            self.assertEqual((0, '', ''), self.call('build', 'main.py', '-o', 'limited.py', preexec_fn=limit), limit)
            self.assertEqual(self.read('out.py'), self.read('limited.py'), limit)

    def test_all_problems_are_told(self):
        self.write('main.py', 'from p import a, b\n')
        self.write('p/__init__.py', 'import p.x\n')
        self.write('p/a.py', 'x = (\n')
        self.write('p/b.py', 'from . import c\nfrom .d import e\n')
        status, _, message = self.call('build', 'main.py', '-o', 'out.py')
        self.assertEqual(1, status)
        self.assertIn("p/__init__.py:1:1: error: there is no module 'p.x'", message)
        self.assertIn('p/a.py:1:5: error: ', message)
        self.assertIn("p/b.py:2:1: error: there is no module 'p.d'", message)
        self.assertFalse(os.path.exists(self.path('out.py')))


if __name__ == '__main__':
    unittest.main()
