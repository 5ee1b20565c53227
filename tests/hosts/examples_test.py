"""The bundle of each example, built for every host that fits it, and run as that host does; on the oldest and the newest Python."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.abspath(os.path.join(HERE, os.pardir, os.pardir))
EXAMPLES = os.path.join(TOP, 'examples')
sys.path.append(os.path.join(HERE, os.pardir, 'runtime'))

import interpreters  # noqa: E402

PYTHONS = sorted(interpreters.find(), key=lambda python: python.version)
PYTHONS = [python.executable for python in PYTHONS[:1] + PYTHONS[1:][-1:]]


def example(name, *path):
    return os.path.join(EXAMPLES, name, *path)


def text(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


class ExamplesTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = os.path.realpath(directory.name)

    def build(self, name, host, entry, output, packages, **more):
        """Bundle an example alone in a directory; return the bundle's path."""
        manifest = {'pybundle': 1, 'entry': entry, 'host': host, 'roots': [example(name, 'src')], 'packages': packages, **more}
        source = os.path.join(self.directory, 'manifest.json')
        with open(source, 'w', encoding='utf-8') as file:
            json.dump(manifest, file)
        folder = os.path.join(self.directory, host)
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, output)
        subprocess.run([os.environ['PYBUNDLE'], 'build', '-q', source, '-o', path], check=True)
        return path

    def on_all(self, expected, *arguments, stdin=''):
        """Each Python prints `expected`, which may be a function of what is printed."""
        self.assertTrue(PYTHONS)
        for python in PYTHONS:
            with self.subTest(python=python):
                run = subprocess.run([python, '-I', '-B', *arguments], input=stdin, stdout=subprocess.PIPE,
                                     stderr=subprocess.PIPE, universal_newlines=True, cwd=self.directory)
                self.assertEqual((run.returncode, run.stderr), (0, ''))
                if callable(expected):
                    expected(run.stdout)
                else:
                    self.assertEqual(run.stdout, expected)

    def import_and(self, path, code):
        """Arguments that import a bundle and execute `code`."""
        return '-c', 'import sys; sys.path.insert(0, %r)\n%s' % (os.path.dirname(path), code)

    def test_halite(self):
        boards = example('halite', 'observations.json')
        orders = []

        def same(stdout):
            found = [json.loads(line) for line in stdout.splitlines()]
            orders.append(found)
            self.assertEqual(found, orders[0])
            self.assertGreater(len(found), 1)

        path = self.build('halite', 'kaggle', 'halite.main:agent', 'agent.py', ['halite'])
        self.on_all(same, os.path.join(TOP, 'cmake', 'run_kaggle_agent.py'), path, boards, 'agent')
        play = ('import json, sys\nsys.path.append(%r)\nfrom run_kaggle_agent import structify\n'
                'for pair in json.load(open(%r)): print(json.dumps(agent(*map(structify, pair))))'
                % (os.path.join(TOP, 'cmake'), boards))
        for name in 'halite', 'agents':
            path = self.build('halite', 'module', 'halite.main', name + '.py', ['halite'])
            module = 'halite.main' if name == 'halite' else name
            self.on_all(same, *self.import_and(path, 'from %s import agent\n%s' % (module, play)))

    def test_tron(self):
        turns, moves = (text(example('codingame', 'tests', name)) for name in ('turns.txt', 'moves.txt'))
        for host in 'codingame', 'script', 'atcoder', 'codeforces':
            with self.subTest(host):
                self.on_all(moves, self.build('codingame', host, 'tron', 'bot.py', ['tron']), stdin=turns)
        path = self.build('codingame', 'module', 'tron', 'tron.py', ['tron'])
        self.on_all(moves, path, stdin=turns)
        self.on_all('tron.territory\n', *self.import_and(path, 'import tron.territory; print(tron.territory.__name__)'))

    def test_scatter(self):
        enable = example('blender', 'blender', 'enable.py')
        path = self.build('blender', 'blender', 'scatter.addon', 'scatter_addon.py', ['scatter'])
        self.on_all(lambda stdout: None, enable, path)

    def test_stockroom(self):
        stock, report = (text(example('command_line', 'tests', name)) for name in ('stock.csv', 'report.txt'))
        columns = {'search_paths': [example('command_line', 'wheels', 'columns-1.2')], 'follow_imports': True}
        for host in 'script', 'atcoder', 'codeforces':
            with self.subTest(host):
                path = self.build('command_line', host, 'stockroom.main:main', 'stockroom.py', ['stockroom'], **columns)
                self.on_all(report, path, stdin=stock)
        path = self.build('command_line', 'module', 'stockroom', 'stockroom.py', ['stockroom'], **columns)
        code = 'from stockroom.main import main; import columns, importlib.metadata as m; print(m.version("columns"))'
        self.on_all('1.2\n', *self.import_and(path, code))

    def test_units(self):
        for name in 'units', 'bundle':
            with self.subTest(name):
                path = self.build('library', 'module', 'units', name + '.py', ['units'])
                self.on_all(text(example('library', 'tests', 'names.txt')), os.path.join(TOP, 'cmake', 'run_library.py'), path)

    def test_all_examples_are_here(self):
        with open(__file__, encoding='utf-8') as file:
            source = file.read()
        names = [name for name in os.listdir(EXAMPLES) if os.path.exists(example(name, 'CMakeLists.txt'))]
        self.assertGreater(len(names), 4)
        self.assertEqual([name for name in names if "self.build('%s', " % name not in source], [])

    def test_darts(self):
        for name in 'darts', 'bundle':
            with self.subTest(name):
                path = self.build('dask', 'module', 'darts', name + '.py', ['darts'])
                self.on_all(text(example('dask', 'names.txt')), os.path.join(TOP, 'cmake', 'run_library.py'), path)
                code = ('import %s as it, pickle; score = it.total(it.throw(seed, 500) for seed in range(4))\n'
                        'print(score.darts, 2.5 < score.pi < 3.8, pickle.loads(pickle.dumps(score)) == score)')
                self.on_all('2000 True True\n', *self.import_and(path, code % name))


if __name__ == '__main__':
    unittest.main()
