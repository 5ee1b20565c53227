"""The last turns: cargo that isn't in the bank at the end is worth nothing."""

from __future__ import annotations

from ..board import Board, Ship
from ..settings import SETTINGS
from . import missions, traffic


def last_missions(board: Board, ships: list[Ship]) -> list[missions.Mission]:
    """Missions for those of `ships` that must think of the end now; the others mine on."""
    chosen = []
    for ship in ships:
        if board.turns_left == 1 and ship.cargo > board.rules.convert_cost:
            # Too far from home: as a shipyard it pays out what exceeds its price.
            chosen.append(missions.Mission(ship, missions.SETTLE, ship.cell))
        elif ship.cargo > 0 and board.me.yards and _must_go(board, ship):
            chosen.append(
                missions.Mission(ship, missions.DEPOSIT, missions.unloading_cell(board, ship))
            )
    return chosen


def _must_go(board: Board, ship: Ship) -> bool:
    home = missions.unloading_cell(board, ship)
    turns = board.torus.distance(ship.cell, home) + traffic.queue(board, ship, home)
    return turns + SETTINGS.endgame_slack >= board.turns_left
