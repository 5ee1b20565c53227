"""Where each ship goes this turn, without two of ours in one cell.

Each ship has wishes: its own cell and the four around it, best first. Giving each ship one of its
wishes, and no cell twice, is a matching in a bipartite graph. One always exists, since all can
stay where they are; so the method of augmenting paths finds room for every ship.

This module and `missions` import each other; `missions` says why that is harmless.
"""

from __future__ import annotations

from ..board import Board, Ship
from . import missions
from .danger import is_dangerous


def resolve(board: Board, plan: list[missions.Mission], threats: list[float]) -> dict[str, int]:
    """Ship id -> the cell it will be in next turn, for every mission of `plan`."""
    wishes = {mission.ship.id: _wishes(board, mission, threats) for mission in plan}
    holders = {}  # cell -> id of the ship that will be there
    for mission in plan:
        ship = mission.ship
        for cell in wishes[ship.id]:
            if cell not in holders and not is_dangerous(board, threats, ship, cell):
                holders[cell] = ship.id
                break
        else:
            _make_room(ship.id, wishes, holders, set())
    return {ship: cell for cell, ship in holders.items()}


def queue(board: Board, ship: Ship, yard: int) -> int:
    """How many of our loaded ships are nearer to the shipyard at cell `yard` than `ship` is."""
    distances = board.torus.distances(yard)
    mine = distances[ship.cell]
    return sum(other.cargo > 0 and distances[other.cell] < mine for other in board.me.ships)


def _wishes(board: Board, mission: missions.Mission, threats: list[float]) -> list[int]:
    """The cells where the ship could be next turn: safe ones first, nearest to its target first."""
    ship = mission.ship
    if mission.kind == missions.SETTLE:
        return [ship.cell]
    distances = board.torus.distances(mission.target)
    return sorted(
        [ship.cell, *board.torus.neighbours(ship.cell)],
        key=lambda cell: (is_dangerous(board, threats, ship, cell), distances[cell]),
    )


def _make_room(
    ship: str, wishes: dict[str, list[int]], holders: dict[int, str], seen: set[int]
) -> bool:
    """Gives `ship` one of its wishes, moving others to wishes of theirs; whether that was possible.

    `seen` are the cells that were tried: each is asked for once, so this ends.
    """
    for cell in wishes[ship]:
        if cell in seen:
            continue
        seen.add(cell)
        if cell not in holders or _make_room(holders[cell], wishes, holders, seen):
            holders[cell] = ship
            return True
    return False
