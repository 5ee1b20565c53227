"""Two versions of one agent in games of the real kaggle_environments: each plays its own code with its own state.

PYBUNDLE_KAGGLE_PYTHON names a Python that has the engine; without it the exit status is 77: skipped.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, os.pardir, 'runtime'))

import bundles  # noqa: E402
from test_conflict import write  # noqa: E402

PYTHON = os.environ.get('PYBUNDLE_KAGGLE_PYTHON')

MAIN = '''
import dataclasses
import importlib
import os
import pickle
import threading

from .state import TURNS

in_main_thread = threading.current_thread() is threading.main_thread()


@dataclasses.dataclass
class Memory:
    turn: 'int'


def remember():
    """Return how often this agent has acted, by way of all that looks for modules and classes by name."""
    import bot.version
    from bot import late
    memory = pickle.loads(pickle.dumps(Memory(len(TURNS))))
    assert type(memory) is Memory
    assert importlib.import_module('bot.version').WHO == late.WHO == bot.version.WHO == {n}
    assert in_main_thread == (threading.current_thread() is threading.main_thread()) == ('AGENT_IN_THREAD' not in os.environ)
    TURNS.append(memory)
    return memory.turn


def rps(observation, configuration):
    return (remember() + {n} - 1) % 3


def connectx(observation, configuration):
    return remember() % 2 + {n} - 1 + 4 * (observation.mark - 1)


def halite(observation, configuration):
    turn = remember()
    money, yards, ships = observation.players[observation.player]
    if turn == 1:
        return dict.fromkeys(yards, 'SPAWN')
    return dict.fromkeys(ships, 'CONVERT' if turn == 0 else ['NORTH', 'EAST'][{n} - 1])
'''

# What each version does in each game, turn by turn; the games end sooner.
EXPECTED = {
    'rps': lambda n, seat: [(turn + n - 1) % 3 for turn in range(20)],
    'connectx': lambda n, seat: [turn % 2 + n - 1 + 4 * seat for turn in range(20)],
    'halite': lambda n, seat: [['CONVERT'], ['SPAWN'], *[[['NORTH', 'EAST'][n - 1]]] * 20],
}


class GamesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.directory = os.path.realpath(directory.name)
        for n in 1, 2:
            tree = os.path.join(cls.directory, 'tree%d' % n)
            write(tree, bot__='', bot__main=MAIN.replace('{n}', str(n)), bot__state='TURNS = []', bot__version='WHO = %d' % n,
                  bot__late='from bot.version import WHO')
            for game in EXPECTED:
                bundles.build(tree, 'bot.main:' + game, cls.bundle(game, n), host='kaggle')

    @classmethod
    def bundle(cls, game, n):
        return os.path.join(cls.directory, '%s%d.py' % (game, n))

    def play(self, where, sides, count, **environment):
        """Let `count` games of each kind be played by the versions `sides`, in an engine's process."""
        calls = [(game, *seats) for game in EXPECTED for seats in sides]
        command = [PYTHON, '-I', '-B', os.path.join(HERE, 'engine_games.py'), where]
        for game, *seats in calls:
            command += [game, *[self.bundle(game, n) for n in seats]]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True,
                              env=dict(os.environ, **environment))
        self.assertEqual(done.returncode, 0, done.stderr)
        played = json.loads(done.stdout)
        self.assertEqual(len(played), len(calls))
        self.assertTrue(any(played))
        for (game, *seats), games in zip(calls, played):
            with self.subTest(game, seats=seats):
                if games is None:
                    self.skipTest('this version of the engine has no ' + game)
                self.assertEqual(len(games), count)
                for players in games:
                    self.check(game, seats, players)

    def check(self, game, seats, players):
        for seat, (n, (actions, status, reward)) in enumerate(zip(seats, players)):
            self.assertEqual(status, 'DONE')
            if game == 'halite':
                actions = [sorted((action or {}).values()) for action in actions]
            elif game == 'connectx':
                actions = actions[seat::2]  # in turn
            self.assertGreater(len(actions), 2)
            self.assertEqual(actions, EXPECTED[game](n, seat)[:len(actions)])
        if game == 'connectx':  # both stack four in a column; who begins is first
            self.assertEqual(players[0][2], 1)

    def test_in_one_process(self):
        self.play('local', [(1, 2), (2, 1), (1, 1)], 3)

    @unittest.skipIf(os.environ.get('PYBUNDLE_KAGGLE_OLD'), "2020's server restarts itself to watch its own source")
    def test_each_behind_its_own_server(self):
        """Where they are loaded and called in threads that are not the main one."""
        self.play('servers', [(1, 2)], 1, AGENT_IN_THREAD='1')


if __name__ == '__main__':
    has_engine = PYTHON and shutil.which(PYTHON) and subprocess.run([PYTHON, '-I', '-c', 'import kaggle_environments, flask'],
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    if not has_engine:
        print('SKIPPED: PYBUNDLE_KAGGLE_PYTHON names no Python that has kaggle_environments and flask')
        sys.exit(77)
    unittest.main()
