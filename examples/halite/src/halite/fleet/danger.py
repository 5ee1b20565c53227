"""Where rivals could be next turn.

Of the ships that meet in a cell the one with the least cargo survives and takes what the others
carried; if two carry the same least, all sink. So a ship fears each rival that carries no more.
"""

from __future__ import annotations

from ..board import Board, Ship

SAFE = float("inf")


def threats(board: Board) -> list[float]:
    """For each cell the least cargo of the rivals that could be there next turn; SAFE if none.

    A rival's shipyard counts as a rival without cargo: whoever enters it sinks with it.
    """
    least = [SAFE] * len(board.torus.cells)
    for player in board.rivals:
        for ship in player.ships:
            for cell in (ship.cell, *board.torus.neighbours(ship.cell)):
                least[cell] = min(least[cell], ship.cargo)
        for yard in player.yards:
            least[yard.cell] = 0
    return least


def is_dangerous(board: Board, threat: list[float], ship: Ship, cell: int) -> bool:
    """Whether `ship` could be lost in `cell`; over our own shipyards we don't give way."""
    if threat[cell] > ship.cargo:
        return False
    return all(yard.cell != cell for yard in board.me.yards)
