"""Bundles for Kaggle, loaded and called as kaggle_environments does.

Each test makes a bundle with the tool ($PYBUNDLE) and puts it, alone, in front of every interpreter.
"""
import json
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
HOST = os.path.join(HERE, os.pardir, os.pardir, 'cmake', 'run_kaggle_agent.py')
sys.path.append(os.path.join(HERE, os.pardir, 'runtime'))

import interpreters  # noqa: E402

PYTHONS = [interpreter.executable for interpreter in interpreters.find()]

# Reports what it sees of the world: when it is loaded, when it acts, and in what it imports late.
WITNESS = {
    'witness/__init__.py': '',
    'witness/main.py': '''
        import os
        import re
        import sys
        import threading
        from . import facts
        from .facts import Fact, note

        directory_when_loaded = sys.path[-1]

        def agent(observation, configuration):
            from .late import lateness
            return {
                # Executions after the first one in a process have a package name of their own.
                'name': re.sub('__[0-9]+_[0-9a-f]{6}', '', __name__),
                'file': os.path.basename(os.path.dirname(os.path.dirname(__file__))),
                'directory': os.path.basename(directory_when_loaded),
                'directory_is_on_path': directory_when_loaded in sys.path,
                'late': lateness(),
                'step': observation.step,
                'deep': observation.nested.list[0].x,
                'size': configuration['size'],
                'in_main_thread': threading.current_thread() is threading.main_thread(),
            }

        def defined_later(observation, configuration):
            return 'not the agent'

        class AlsoCallable:
            pass
        ''',
    'witness/facts.py': '''
        class Fact:
            pass

        def note():
            pass
        ''',
    'witness/late/__init__.py': '''
        from .why import reason

        def lateness():
            return reason
        ''',
    'witness/late/why.py': 'reason = "imported when it acts"',
}


class KaggleTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = os.path.realpath(directory.name)

    def bundle(self, files, entry):
        """Makes a bundle of `files` (path -> text) and returns its path; nothing else is near it."""
        tree = os.path.join(self.directory, 'tree')
        for name, text in files.items():
            path = os.path.join(tree, *name.split('/'))
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'w', encoding='utf-8', newline='\n') as file:
                file.write(textwrap.dedent(text).lstrip('\n'))
        manifest = os.path.join(self.directory, 'manifest.json')
        with open(manifest, 'w', encoding='utf-8') as file:
            packages = sorted({name.split('/')[0] for name in files})
            json.dump({'pybundle': 1, 'entry': entry, 'host': 'kaggle', 'roots': ['tree'], 'packages': packages}, file)
        output = os.path.join(self.directory, 'alone', 'submission.py')
        os.makedirs(os.path.dirname(output), exist_ok=True)
        self.messages = subprocess.run(
            [os.environ['PYBUNDLE'], 'build', manifest, '-o', output],
            stderr=subprocess.PIPE, universal_newlines=True, check=True).stderr
        return output

    def check(self, scenario, bundle, result, printed=''):
        """Asserts what the scenario of kaggle_process.py returns and prints, on each interpreter."""
        self.assertTrue(PYTHONS)
        for python in PYTHONS:
            with self.subTest(python=python):
                run = subprocess.run(
                    [python, '-I', '-B', os.path.join(HERE, 'kaggle_process.py'), scenario, HOST, bundle],
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)
                self.assertEqual((run.returncode, run.stderr), (0, printed))
                self.assertEqual(json.loads(run.stdout), result)

    def test_leaves_the_agent_and_nothing_else(self):
        self.check('loaded', self.bundle(WITNESS, 'witness.main:agent'), {
            'names': ['agent'],
            'agent': 'agent',
            'parameters': 2,
            'path_is_as_before': True,
            'finders_added': 1,
            'main_is_as_before': True,
        })

    def test_acts_in_its_own_world(self):
        self.check('acted', self.bundle(WITNESS, 'witness.main:agent'), [self.seen(True)] * 2)

    def test_loads_and_acts_outside_the_main_thread(self):
        self.check('in_thread', self.bundle(WITNESS, 'witness.main:agent'), [self.seen(False)] * 4)

    def test_two_seats(self):
        self.check('twice', self.bundle(WITNESS, 'witness.main:agent'), {
            'actions': [self.seen(True)] * 2,
            'finders_added_by_the_second': 0,
        })

    def test_given_as_text(self):
        self.check('as_text', self.bundle(WITNESS, 'witness.main:agent'), [3, 'imported when it acts'])

    def test_globals_and_locals_apart(self):
        self.check('in_function', self.bundle(WITNESS, 'witness.main:agent'), {
            'globals': [],
            'locals': ['agent'],
            'step': 3,
        })

    def test_gets_as_many_arguments_as_it_has_parameters(self):
        for parameters, received in (('', []), ('first', [3]), ('first, second', [3, 21]),
                                     ('first, second=None', [3, 21]), ('first, *, second=None', [3, None])):
            with self.subTest(parameters=parameters):
                bundle = self.bundle({'few/__init__.py': '', 'few/main.py': '''
                    def act(%s):
                        seen = locals()
                        return [seen[name] and seen[name].get('step', seen[name].get('size')) for name in seen]
                    ''' % parameters}, 'few.main:act')
                self.check('acted', bundle, [received] * 2)

    def test_without_a_callable_the_last_function_is_the_agent(self):
        bundle = self.bundle({'bot/__init__.py': '', 'bot/main.py': '''
            from json import loads

            def helper(observation, configuration):
                return 'the helper'

            def act(observation, configuration):
                return helper(observation, configuration) + "'s caller"

            class Callable:
                def last(self):
                    pass

            settings = loads('{}')
            '''}, 'bot.main')
        self.assertRegex(self.messages, r"'act'")
        self.check('acted', bundle, ["the helper's caller"] * 2)

    def test_prints_into_buffers(self):
        bundle = self.bundle({'loud/__init__.py': 'print("loading")', 'loud/main.py': '''
            import sys

            def act(observation, configuration):
                print('acting', file=sys.stderr)
                return [hasattr(stream, 'buffer') for stream in (sys.stdout, sys.stderr)]
            '''}, 'loud.main:act')
        self.check('printing', bundle, [False, False], printed='loading\nacting\n')

    def test_a_failing_import_names_its_line(self):
        bundle = self.bundle({
            'broken/__init__.py': '',
            'broken/main.py': 'from . import wrong\n\ndef act(observation, configuration):\n    pass\n',
            'broken/wrong.py': '# a comment\n\nx = 1 / 0\n',
        }, 'broken.main:act')
        self.check('failing', bundle, ['ZeroDivisionError', 'submission.py/broken/wrong.py', 3])

    def seen(self, in_main_thread):
        """What the witness answers."""
        return {
            'name': 'witness.main',
            'file': 'submission.py',
            'directory': 'alone',
            'directory_is_on_path': False,
            'late': 'imported when it acts',
            'step': 3,
            'deep': 1,
            'size': 21,
            'in_main_thread': in_main_thread,
        }


if __name__ == '__main__':
    unittest.main()
