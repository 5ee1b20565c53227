import unittest

from boards import CONFIGURATION, board
from halite.board import Rules
from halite.economy.building import best_settler, spawning_yards
from halite.economy.mining import best_trip
from halite.settings import SETTINGS

RULES = Rules.read(CONFIGURATION)


class MiningTest(unittest.TestCase):
    def test_rate_is_the_best_of_all_stays(self):
        for cargo, halite, there, back in ((0, 100, 0, 1), (50, 300, 3, 5), (400, 80, 0, 2)):
            grown = min(halite * 1.02**there, 500)
            rates = [
                (cargo + grown * (1 - 0.75**stay)) / (there + stay + back)
                for stay in range(1, SETTINGS.longest_stay + 1)
            ]
            trip = best_trip(RULES, cargo, halite, there, back)
            self.assertAlmostEqual(trip.rate, max(rates))
            self.assertEqual(trip.stay, 1 + rates.index(max(rates)))

    def test_the_longer_the_way_the_longer_the_stay(self):
        stays = [best_trip(RULES, 0, 200, steps, steps).stay for steps in range(1, 10)]
        self.assertEqual(stays, sorted(stays))
        self.assertLess(stays[0], stays[-1])

    def test_cargo_shortens_the_stay(self):
        light, heavy = (best_trip(RULES, cargo, 200, 0, 5).stay for cargo in (0, 500))
        self.assertLess(heavy, light)

    def test_an_empty_cell_yields_nothing(self):
        self.assertEqual(best_trip(RULES, 0, 0, 3, 3).rate, 0)


class SpawningTest(unittest.TestCase):
    rich = {cell: 200 for cell in range(441)}

    def test_spawns_while_a_ship_pays(self):
        it = board(yards=[220], halite=self.rich, step=10)
        self.assertEqual([yard.cell for yard in spawning_yards(it, set(), 5000)], [220])

    def test_not_when_too_little_time_is_left(self):
        it = board(yards=[220], halite=self.rich, step=370)
        self.assertEqual(spawning_yards(it, set(), 5000), [])

    def test_not_without_funds_nor_twice_for_the_same_funds(self):
        it = board(yards=[0, 220], halite=self.rich)
        self.assertEqual(spawning_yards(it, set(), 499), [])
        self.assertEqual(len(spawning_yards(it, set(), 999)), 1)
        self.assertEqual(len(spawning_yards(it, set(), 1000)), 2)

    def test_not_onto_our_own_ship(self):
        self.assertEqual(spawning_yards(board(yards=[220], halite=self.rich), {220}, 5000), [])

    def test_not_on_a_barren_board(self):
        self.assertEqual(spawning_yards(board(yards=[220]), set(), 5000), [])

    def test_guards_a_yard_even_where_a_ship_would_not_pay(self):
        it = board(yards=[220], rivals=[([(221, 30)], [])], step=395)
        self.assertEqual([yard.cell for yard in spawning_yards(it, set(), 500)], [220])


class SettlingTest(unittest.TestCase):
    def test_the_first_yard_is_built_at_once(self):
        self.assertEqual(best_settler(board(ships=[(100, 0)], step=0)).cell, 100)

    def test_the_first_yard_stands_where_there_is_halite(self):
        it = board(ships=[(0, 0), (220, 0)], halite={222: 100})
        self.assertEqual(best_settler(it).cell, 220)

    def test_cargo_helps_to_pay(self):
        self.assertIsNone(best_settler(board(ships=[(100, 100)], bank=399)))
        self.assertEqual(best_settler(board(ships=[(100, 100)], bank=400)).cell, 100)

    def test_a_second_yard_only_for_a_fleet(self):
        rich = {cell: 200 for cell in range(441)}
        few = board(ships=[(220, 0)] * 2, yards=[0], halite=rich)
        many = board(ships=[(220, 0)] * SETTINGS.ships_per_yard, yards=[0], halite=rich)
        self.assertIsNone(best_settler(few))
        self.assertEqual(best_settler(many).cell, 220)

    def test_not_on_a_rivals_yard(self):
        self.assertIsNone(best_settler(board(ships=[(100, 0)], rivals=[([], [100])])))


if __name__ == "__main__":
    unittest.main()
