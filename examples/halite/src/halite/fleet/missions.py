"""What each ship is to do this turn.

This module and `traffic` import each other: a mission's way home depends on the queues that
`traffic` sees, and `traffic` gives way by a mission's rank. That is harmless, because both take
the module only (`from . import`) and look into it when called, when both are complete.
"""

from __future__ import annotations

from typing import NamedTuple

from ..board import Board, Ship
from ..economy import building
from ..settings import SETTINGS
from . import assignment, traffic

SETTLE, DEPOSIT, MINE, WAIT = "settle", "deposit", "mine", "wait"

RANKS = {SETTLE: 0, DEPOSIT: 1, MINE: 2, WAIT: 3}
"""Who goes first: cargo on its way home outranks cargo still in the ground."""


class Mission(NamedTuple):
    """A ship's task and the cell where it is to be done."""

    ship: Ship
    kind: str
    target: int

    @property
    def rank(self):
        """Sorts missions by who goes first; the richer ship of two with the same task."""
        return RANKS[self.kind], -self.ship.cargo, self.ship.id


def plan(board: Board, threats: list[float]) -> list[Mission]:
    """A mission for each of our ships, those who go first first."""
    missions = []
    free = list(board.me.ships)

    settler = building.best_settler(board)
    if settler is not None:
        missions.append(Mission(settler, SETTLE, settler.cell))
        free.remove(settler)

    if board.turns_left <= SETTINGS.endgame_turns:
        from . import endgame  # nine turns in ten do without it

        for mission in endgame.last_missions(board, free):
            missions.append(mission)
            free.remove(mission.ship)

    assigned = assignment.assign(board, free, threats)
    missions += [_everyday(board, ship, cell) for ship, cell in assigned]
    return sorted(missions, key=lambda mission: mission.rank)


def unloading_cell(board: Board, ship: Ship) -> int:
    """The shipyard's cell where `ship` will have unloaded first, queues considered.

    A ship stays where it is if there is no shipyard.
    """
    return min(
        (yard.cell for yard in board.me.yards),
        key=lambda cell: board.torus.distance(ship.cell, cell) + traffic.queue(board, ship, cell),
        default=ship.cell,
    )


def _everyday(board: Board, ship: Ship, cell: int | None) -> Mission:
    if cell is not None:
        return Mission(ship, MINE, cell)
    if ship.cargo > 0:
        return Mission(ship, DEPOSIT, unloading_cell(board, ship))
    return Mission(ship, WAIT, ship.cell)
