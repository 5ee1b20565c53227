import random
import unittest

from boards import board
from halite.fleet import danger, endgame, missions, traffic
from halite.fleet.assignment import assign
from halite.fleet.missions import DEPOSIT, MINE, SETTLE, WAIT, Mission


def threats_of(it):
    return danger.threats(it)


class DangerTest(unittest.TestCase):
    def test_a_rival_threatens_its_cell_and_the_four_around(self):
        threats = threats_of(board(rivals=[([(220, 30)], [])]))
        threatened = {cell for cell, cargo in enumerate(threats) if cargo != danger.SAFE}
        self.assertEqual(threatened, {220, 199, 221, 241, 219})

    def test_we_fear_who_carries_no_more(self):
        it = board(ships=[(222, 30)], rivals=[([(220, 30)], [])])
        heavier = board(ships=[(222, 29)], rivals=[([(220, 30)], [])])  # the rival is
        self.assertTrue(danger.is_dangerous(it, threats_of(it), it.me.ships[0], 221))
        lighter = heavier.me.ships[0]
        self.assertFalse(danger.is_dangerous(heavier, threats_of(heavier), lighter, 221))

    def test_a_rivals_yard_is_dangerous_our_own_never(self):
        it = board(ships=[(222, 5)], yards=[221], rivals=[([(220, 0)], [243])])
        self.assertTrue(danger.is_dangerous(it, threats_of(it), it.me.ships[0], 243))
        self.assertFalse(danger.is_dangerous(it, threats_of(it), it.me.ships[0], 221))


class AssignmentTest(unittest.TestCase):
    def chosen(self, it):
        return [cell for _, cell in assign(it, list(it.me.ships), threats_of(it))]

    def test_no_cell_twice(self):
        it = board(ships=[(1, 0), (2, 0)], yards=[0], halite={3: 400, 40: 100})
        self.assertEqual(sorted(self.chosen(it)), [3, 40])

    def test_a_full_ship_goes_home_a_light_one_does_not(self):
        field = {10: 100, 11: 100}
        self.assertEqual(self.chosen(board(ships=[(10, 1000)], yards=[9], halite=field)), [None])
        self.assertEqual(self.chosen(board(ships=[(10, 5)], yards=[7], halite=field)), [10])

    def test_nothing_to_mine(self):
        self.assertEqual(self.chosen(board(ships=[(10, 0)], yards=[9])), [None])

    def test_not_into_a_rival(self):
        it = board(ships=[(10, 50)], yards=[0], halite={11: 500}, rivals=[([(12, 0)], [])])
        self.assertNotEqual(self.chosen(it), [11])


class PlanTest(unittest.TestCase):
    def test_every_ship_has_one_mission(self):
        it = board(ships=[(cell, cell) for cell in range(0, 60, 3)], yards=[20], halite={9: 300})
        plan = missions.plan(it, threats_of(it))
        self.assertEqual(
            sorted(mission.ship.id for mission in plan), sorted(ship.id for ship in it.me.ships)
        )

    def test_cargo_on_its_way_home_goes_first(self):
        it = board(ships=[(9, 0), (10, 1000), (30, 0)], yards=[0], halite={9: 300})
        kinds = [mission.kind for mission in missions.plan(it, threats_of(it))]
        self.assertEqual(kinds, [DEPOSIT, MINE, WAIT])

    def test_of_two_on_their_way_home_the_richer_goes_first(self):
        it = board(ships=[(9, 100), (10, 900)], yards=[0])
        plan = missions.plan(it, threats_of(it))
        self.assertEqual([mission.ship.cargo for mission in plan], [900, 100])

    def test_unloads_where_the_queue_is_short(self):
        waiting = [(cell, 50) for cell in (1, 21, 20, 420)]
        it = board(ships=[(5, 100), *waiting], yards=[0, 11])
        self.assertEqual(missions.unloading_cell(it, it.me.ships[0]), 11)


class TrafficTest(unittest.TestCase):
    def test_two_ships_that_want_one_cell(self):
        it = board(ships=[(1, 100), (20, 50)], yards=[0])
        plan = [Mission(ship, DEPOSIT, 0) for ship in it.me.ships]
        cells = traffic.resolve(it, plan, threats_of(it))
        self.assertEqual(cells["ship-0-0"], 0)
        self.assertNotEqual(cells["ship-0-1"], 0)

    def test_neighbours_can_change_places(self):
        it = board(ships=[(1, 100), (2, 0)], yards=[0])
        plan = [Mission(it.me.ships[0], MINE, 2), Mission(it.me.ships[1], MINE, 1)]
        self.assertEqual(traffic.resolve(it, plan, threats_of(it)), {"ship-0-0": 2, "ship-0-1": 1})

    def test_a_settler_stays(self):
        it = board(ships=[(1, 600), (2, 0)], rivals=[([(21, 0)], [])])
        plan = [Mission(it.me.ships[0], SETTLE, 1), Mission(it.me.ships[1], MINE, 1)]
        self.assertEqual(traffic.resolve(it, plan, threats_of(it))["ship-0-0"], 1)

    def test_never_two_in_a_cell_and_never_more_than_one_step(self):
        dice = random.Random(1)  # crowds, threatened from all sides, that all want the same
        for _ in range(50):
            cells = dice.sample(range(60), 40)
            rivals = [([(cell, dice.randrange(3)) for cell in dice.sample(range(60), 10)], [])]
            it = board(ships=[(cell, dice.randrange(3)) for cell in cells], rivals=rivals)
            plan = [Mission(ship, MINE, dice.choice([5, 30])) for ship in it.me.ships]
            result = traffic.resolve(it, plan, threats_of(it))
            self.assertEqual(len(set(result.values())), 40)
            for ship in it.me.ships:
                self.assertLessEqual(it.torus.distance(ship.cell, result[ship.id]), 1)


class EndgameTest(unittest.TestCase):
    def last(self, **content):
        it = board(**content)
        return [(m.kind, m.target) for m in endgame.last_missions(it, list(it.me.ships))]

    def test_goes_home_while_it_can(self):
        self.assertEqual(self.last(ships=[(10, 50)], yards=[0], step=385), [(DEPOSIT, 0)])
        self.assertEqual(self.last(ships=[(10, 50)], yards=[0], step=370), [])

    def test_an_empty_ship_need_not(self):
        self.assertEqual(self.last(ships=[(10, 0)], yards=[0], step=395), [])

    def test_a_rich_ship_far_from_home_pays_itself_out(self):
        self.assertEqual(self.last(ships=[(10, 501)], yards=[0], step=398), [(SETTLE, 10)])
        self.assertEqual(self.last(ships=[(10, 500)], yards=[0], step=398), [(DEPOSIT, 0)])


if __name__ == "__main__":
    unittest.main()
