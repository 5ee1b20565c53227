"""The example's bundle on every interpreter, against its package: the same orders on the same boards."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.join(HERE, os.pardir, os.pardir)
EXAMPLE = os.path.join(TOP, 'examples', 'halite')
BOARDS = os.path.join(EXAMPLE, 'observations.json')
HOST = os.path.join(TOP, 'cmake', 'run_kaggle_agent.py')
sys.path.append(os.path.join(HERE, os.pardir, 'runtime'))

import interpreters  # noqa: E402


class HaliteTest(unittest.TestCase):
    def test_same_orders_as_the_package(self):
        pythons = [interpreter.executable for interpreter in interpreters.find()]
        self.assertTrue(pythons)
        with tempfile.TemporaryDirectory() as directory:
            bundle = self.build(directory)
            for python in pythons:
                with self.subTest(python=python):
                    self.assertEqual(self.orders_of_bundle(python, bundle), self.orders_of_package(python))

    def build(self, directory):
        manifest = os.path.join(directory, 'manifest.json')
        with open(manifest, 'w', encoding='utf-8') as file:
            json.dump({'pybundle': 1, 'entry': 'halite.main:agent', 'host': 'kaggle',
                       'roots': [os.path.join(os.path.abspath(EXAMPLE), 'src')], 'packages': ['halite']}, file)
        bundle = os.path.join(directory, 'halite_agent.py')
        subprocess.run([os.environ['PYBUNDLE'], 'build', manifest, '-o', bundle], check=True)
        os.remove(manifest)
        return bundle

    def orders_of_bundle(self, python, bundle):
        lines = self.run_python(python, HOST, bundle, BOARDS, 'agent').splitlines()
        return [json.loads(line) for line in lines]

    def orders_of_package(self, python):
        with open(BOARDS, encoding='utf-8') as boards:
            replay = os.path.join(EXAMPLE, 'games', 'replay.py')
            return json.loads(self.run_python(python, replay, os.path.join(EXAMPLE, 'src'), stdin=boards))

    def run_python(self, python, *arguments, stdin=subprocess.DEVNULL):
        run = subprocess.run([python, '-I', '-B', *arguments], stdin=stdin, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, universal_newlines=True)
        self.assertEqual((run.returncode, run.stderr), (0, ''))
        return run.stdout


if __name__ == '__main__':
    unittest.main()
