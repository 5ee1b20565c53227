"""Which ship mines which cell.

Every pair of ship and cell has a rate (economy.mining). The best pair of all is taken first, then
the best of what is left, and so on: not the optimum, but near it, and each choice explains itself.
A ship for which going home beats all its cells gets none.
"""

from __future__ import annotations

from ..board import Board, Ship
from ..economy.mining import best_trip
from ..settings import SETTINGS
from .danger import is_dangerous

HOME = -1
"""Stands for a cell in the offer to go home; any number of ships may take that."""


def assign(board: Board, ships: list[Ship], threats: list[float]) -> list[tuple[Ship, int | None]]:
    """Each of `ships` with its own cell to mine, or with None if it should go home."""
    home = board.way_home()
    if home is None:  # nothing can be banked; stay by what there is
        home = [0] * len(board.torus.cells)

    cells = _worthwhile(board, home)
    offers = []
    for number, ship in enumerate(ships):
        offers += _offers(board, number, ship, home, cells, threats)
    offers.sort()

    chosen = {}
    taken = set()
    for _, number, cell in offers:
        if number in chosen or cell in taken:
            continue
        chosen[number] = cell
        if cell != HOME:
            taken.add(cell)
    targets = [chosen.get(number, HOME) for number in range(len(ships))]
    return [(ship, None if cell == HOME else cell) for ship, cell in zip(ships, targets)]


def _worthwhile(board, home):
    """The cells worth looking at, best first: rich ones, and of those the ones near home."""
    cells = [cell for cell in board.torus.cells if board.halite[cell] >= SETTINGS.poorest_cell]
    cells.sort(key=lambda cell: -board.halite[cell] / (home[cell] + SETTINGS.typical_stay))
    return cells[: SETTINGS.cells_considered]


def _offers(board, number, ship, home, cells, threats):
    """What `ship` could do: (-rate, number, cell), so that sorting puts the best first."""
    distances = board.torus.distances(ship.cell)
    offers = []
    deposit = 0.0
    if ship.cargo and home[ship.cell]:
        deposit = ship.cargo / home[ship.cell]
    for cell in cells:
        there = distances[cell]
        if there <= 1 and is_dangerous(board, threats, ship, cell):
            continue
        rate = best_trip(board.rules, ship.cargo, board.halite[cell], there, home[cell]).rate
        if rate > deposit:
            offers.append((-rate, number, cell))
    if deposit:
        offers.append((-deposit, number, HOME))
    return offers
