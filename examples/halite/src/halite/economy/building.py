"""When one more ship or one more shipyard pays."""

from __future__ import annotations

from ..board import Board, Ship, Yard
from ..settings import SETTINGS
from .mining import best_trip


def spawning_yards(board: Board, occupied: set[int], bank: float) -> list[Yard]:
    """The shipyards to spawn a ship now; `occupied` are the cells where our ships will be.

    A shipyard next to a rival's ship spawns as a guard, since a rival that enters an empty one
    destroys it; else one spawns if the new ship is expected to earn more than it costs.
    """
    chosen = []
    ships = len(board.me.ships)
    for yard in sorted(board.me.yards, key=lambda yard: not _in_danger(board, yard)):
        if yard.cell in occupied or bank < board.rules.spawn_cost:
            continue
        if _in_danger(board, yard) or _pays(board, yard, ships):
            chosen.append(yard)
            bank -= board.rules.spawn_cost
            ships += 1
    return chosen


def best_settler(board: Board) -> Ship | None:
    """The ship that should become a shipyard now, if any.

    Without a shipyard nothing can be banked, so the first one is built at once. Later ones stand
    in rich regions away from the others, as the fleet grows.
    """
    funded = [ship for ship in board.me.ships if _can_settle(board, ship)]
    if not board.me.yards:
        if board.turns_left <= 1:
            return None
        return max(funded, key=lambda ship: _surroundings(board, ship.cell), default=None)
    yards = len(board.me.yards)
    if (
        yards >= SETTINGS.max_yards
        or len(board.me.ships) < yards * SETTINGS.ships_per_yard
        or board.turns_left < SETTINGS.yard_min_turns
    ):
        return None
    way_home = board.way_home()
    sites = [
        ship
        for ship in funded
        if way_home[ship.cell] >= SETTINGS.yard_spacing
        and _surroundings(board, ship.cell) >= SETTINGS.yard_min_halite
    ]
    return max(sites, key=lambda ship: _surroundings(board, ship.cell), default=None)


def _can_settle(board: Board, ship: Ship) -> bool:
    yards = [yard.cell for player in [board.me, *board.rivals] for yard in player.yards]
    return ship.cell not in yards and board.me.bank + ship.cargo >= board.rules.convert_cost


def _in_danger(board: Board, yard: Yard) -> bool:
    around = set(board.torus.neighbours(yard.cell))
    return any(ship.cell in around for player in board.rivals for ship in player.ships)


def _surroundings(board: Board, cell: int) -> float:
    """Halite that a shipyard at `cell` would have in reach."""
    distances = board.torus.distances(cell)
    radius = SETTINGS.yard_neighbourhood
    return sum(h for h, steps in zip(board.halite, distances) if 0 < steps <= radius)


def _pays(board: Board, yard: Yard, ships: int) -> bool:
    """Whether a ship spawned here earns its cost, if the ships that we have take the best cells."""
    if ships >= SETTINGS.max_ships:
        return False
    distances = board.torus.distances(yard.cell)
    rates = sorted(
        (
            best_trip(board.rules, 0, halite, steps, steps).rate
            for halite, steps in zip(board.halite, distances)
            if halite >= SETTINGS.poorest_cell and steps
        ),
        reverse=True,
    )
    if len(rates) <= ships:
        return False
    income = rates[ships] * board.turns_left * SETTINGS.spawn_confidence
    return income > board.rules.spawn_cost
