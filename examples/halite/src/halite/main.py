"""The entry: one turn of the game."""

from .board import Board
from .economy import building
from .fleet import danger, missions, traffic


def agent(observation, configuration):
    """Returns the orders of one turn: unit id -> SPAWN, CONVERT, NORTH, EAST, SOUTH or WEST.

    `observation` and `configuration` are what kaggle_environments hands over: dictionaries as in
    the specification of its environment `halite`. A unit that isn't named stays where it is.
    """
    board = Board.read(observation, configuration)
    threats = danger.threats(board)

    plan = missions.plan(board, threats)
    destinations = traffic.resolve(board, plan, threats)

    orders = {}
    bank = board.me.bank
    for mission in plan:
        if mission.kind == missions.SETTLE:
            orders[mission.ship.id] = "CONVERT"
            bank -= max(0, board.rules.convert_cost - mission.ship.cargo)
            continue
        direction = board.torus.direction(mission.ship.cell, destinations[mission.ship.id])
        if direction is not None:
            orders[mission.ship.id] = direction

    occupied = set(destinations.values())
    for yard in building.spawning_yards(board, occupied, bank):
        orders[yard.id] = "SPAWN"
    return orders
