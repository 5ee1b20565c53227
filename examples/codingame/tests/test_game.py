"""Whole games between two processes that run the bundle."""
import os
import subprocess
import sys
import unittest

from tron.grid import MOVES, Grid

BUNDLE = os.environ['PYBUNDLE_TEST_BUNDLE']


def play(starts):
    """Plays until one has crashed; returns (who crashed, number of turns)."""
    grid = Grid()
    heads = list(starts)
    bots = [subprocess.Popen([sys.executable, '-I', BUNDLE], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, universal_newlines=True) for _ in starts]
    try:
        for player, head in enumerate(heads):
            grid.take(head, player)
        for turn in range(1000):
            for me, bot in enumerate(bots):
                bot.stdin.write('%d %d\n' % (len(bots), me))
                for first, head in zip(starts, heads):
                    bot.stdin.write('%d %d %d %d\n' % (first + head))
                bot.stdin.flush()
                dx, dy = MOVES[bot.stdout.readline().strip()]
                cell = heads[me][0] + dx, heads[me][1] + dy
                if not grid.is_free(cell):
                    return me, turn
                grid.take(cell, me)
                heads[me] = cell
        raise AssertionError('more turns than the grid has cells')
    finally:
        for bot in bots:
            bot.stdin.close()
            bot.wait()
            bot.stdout.close()


class GameTest(unittest.TestCase):
    def test_bots_in_open_space_live_long(self):
        crashed, turns = play([(3, 10), (26, 9)])
        self.assertGreater(turns, 100)

    def test_who_has_more_room_wins(self):
        crashed, turns = play([(0, 0), (15, 10)])
        self.assertEqual(0, crashed)
