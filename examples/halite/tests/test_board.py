import unittest

from boards import CONFIGURATION, board, observation
from halite.board import Board, Player, Ship, Torus, Yard, torus


class TorusTest(unittest.TestCase):
    def test_neighbours_go_over_the_edges(self):
        self.assertEqual(list(Torus(5).neighbours(0)), [20, 1, 5, 4])  # north, east, south, west

    def test_neighbour_and_direction_are_inverse(self):
        field = Torus(7)
        for cell in field.cells:
            for name in ("NORTH", "EAST", "SOUTH", "WEST"):
                self.assertEqual(field.direction(cell, field.neighbour(cell, name)), name)

    def test_no_direction_to_itself_or_far_away(self):
        self.assertIsNone(Torus(5).direction(7, 7))
        self.assertIsNone(Torus(5).direction(0, 12))

    def test_distances_are_those_of_a_search_over_neighbours(self):
        for size in (2, 5, 6):
            field = Torus(size)
            for start in field.cells:
                self.assertEqual(field.distances(start), self.searched(field, start))

    def searched(self, field, start):
        steps = {start: 0}
        border = [start]
        for cell in border:  # grows while it is read: breadth first
            for other in field.neighbours(cell):
                if other not in steps:
                    steps[other] = steps[cell] + 1
                    border.append(other)
        return [steps[cell] for cell in field.cells]

    def test_one_torus_for_each_size(self):
        self.assertIs(torus(21), torus(21))
        self.assertIsNot(torus(21), torus(20))


class BoardTest(unittest.TestCase):
    def test_units_are_read(self):
        it = board(ships=[(3, 40)], yards=[7], rivals=[([(9, 5)], [11])], bank=123)
        self.assertEqual(it.me, Player(123, (Ship("ship-0-0", 3, 40),), (Yard("yard-0-0", 7),)))
        self.assertEqual(
            it.rivals, [Player(0, (Ship("ship-1-0", 9, 5),), (Yard("yard-1-0", 11),))]
        )

    def test_me_is_the_player_of_the_observation(self):
        seen = observation(ships=[(3, 40)], rivals=[([(9, 5)], [])])
        seen["player"] = 1
        it = Board.read(seen, CONFIGURATION)
        self.assertEqual(it.me.ships[0].cell, 9)
        self.assertEqual(it.rivals[0].ships[0].cell, 3)

    def test_the_last_turn_is_the_last_but_one_step(self):
        self.assertEqual(board(step=398).turns_left, 1)

    def test_way_home_is_to_the_nearest_yard(self):
        it = board(yards=[0, 10])
        self.assertEqual([it.way_home()[cell] for cell in (0, 4, 9, 10)], [0, 4, 1, 0])

    def test_no_way_home_without_a_yard(self):
        self.assertIsNone(board().way_home())


if __name__ == "__main__":
    unittest.main()
