import copy
import unittest

from boards import CONFIGURATION, deal, observation
from halite.main import agent
from halite.settings import SETTINGS
from simulator import Game


class AgentTest(unittest.TestCase):
    def test_opens_with_a_shipyard_then_ships(self):
        game = Game(CONFIGURATION, deal(1))
        first = agent(game.observation(), CONFIGURATION)
        self.assertEqual(list(first.values()), ["CONVERT"])
        game.turn(first)
        self.assertEqual(list(agent(game.observation(), CONFIGURATION).values()), ["SPAWN"])

    def test_plays_a_whole_game_alone_without_a_collision(self):
        game = Game(CONFIGURATION, deal(1))
        bank = game.play(agent)
        self.assertEqual(game.collisions, 0)
        self.assertGreater(bank, 20000)  # it began with 5000
        self.assertGreater(len(game.ships), 10)
        afloat = sum(cargo for _, cargo in game.ships.values())
        self.assertLess(afloat, bank / 50)  # the harvest is in when the game ends

    def test_pays_for_what_it_orders(self):
        for bank in (0, 499, 500, 999, 1000):
            halite = dict(enumerate(deal(3)))
            seen = observation(ships=[(3, 0)], yards=[0, 100], bank=bank, halite=halite)
            ordered = agent(seen, CONFIGURATION)
            spent = 500 * sum(order in ("SPAWN", "CONVERT") for order in ordered.values())
            self.assertLessEqual(spent, bank)

    def test_what_a_shipyard_costs_is_not_spent_on_a_ship(self):
        fleet = [(cell, 0) for cell in range(220, 220 + SETTINGS.ships_per_yard)]
        rich = {cell: 200 for cell in range(441)}
        for bank, expected in ((999, ["CONVERT"]), (1000, ["CONVERT", "SPAWN"])):
            seen = observation(ships=fleet, yards=[0], halite=rich, bank=bank)
            built = {"CONVERT", "SPAWN"}.intersection(agent(seen, CONFIGURATION).values())
            self.assertEqual(sorted(built), expected)

    def test_same_board_same_orders_and_the_board_is_left_alone(self):
        ships = [(cell, cell % 7) for cell in range(0, 400, 17)]
        seen = observation(ships=ships, yards=[33], halite=dict(enumerate(deal(4))))
        before = copy.deepcopy(seen)
        self.assertEqual(agent(seen, CONFIGURATION), agent(seen, CONFIGURATION))
        self.assertEqual(seen, before)

    def test_nothing_left_nothing_ordered(self):
        self.assertEqual(agent(observation(), CONFIGURATION), {})

    def test_a_small_board(self):
        configuration = dict(CONFIGURATION, size=5, episodeSteps=60)
        game = Game(configuration, [100] * 25)
        game.play(agent)
        self.assertEqual(game.collisions, 0)


if __name__ == "__main__":
    unittest.main()
