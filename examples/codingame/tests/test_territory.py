import unittest

from tron.grid import HEIGHT, WIDTH, Grid
from tron.territory import best_move, sizes


class TerritoryTest(unittest.TestCase):
    def test_everything_is_of_the_only_player(self):
        grid = Grid()
        grid.take((0, 0), 0)
        self.assertEqual({0: WIDTH * HEIGHT - 1}, sizes(grid, {0: (0, 0)}))

    def test_a_wall_divides(self):
        grid = Grid()
        for y in range(HEIGHT):
            grid.take((10, y), 0)
        heads = {0: (11, 0), 1: (9, 5)}
        for player, head in heads.items():
            grid.take(head, player)
        self.assertEqual({0: 19 * HEIGHT - 1, 1: 10 * HEIGHT - 1}, sizes(grid, heads))

    def test_the_larger_part_is_chosen(self):
        grid = Grid()
        for y in range(HEIGHT):
            grid.take((10, y), 0)
        self.assertEqual('RIGHT', best_move(grid, {0: (10, 7)}, 0))

    def test_without_a_way_out_there_is_an_answer(self):
        grid = Grid()
        for cell in ((0, 0), (1, 0), (0, 1)):
            grid.take(cell, 0)
        self.assertEqual('LEFT', best_move(grid, {0: (0, 0)}, 0))
