"""Geometry: a square board whose opposite edges are joined.

Cells are numbered row by row from 0, in the engine's manner: NORTH is one row less.
"""

from __future__ import annotations

from functools import lru_cache

DIRECTIONS = {"NORTH": (-1, 0), "EAST": (0, 1), "SOUTH": (1, 0), "WEST": (0, -1)}


class Torus:
    """A board of `size` x `size` cells. Distances are in steps."""

    def __init__(self, size: int):
        self.size = size
        self.cells = range(size * size)
        self._neighbours = [
            {
                name: (row + down) % size * size + (column + right) % size
                for name, (down, right) in DIRECTIONS.items()
            }
            for row in range(size)
            for column in range(size)
        ]
        self._distances = {}

    def neighbours(self, cell: int):
        """The four cells one step away, in the order of DIRECTIONS."""
        return self._neighbours[cell].values()

    def neighbour(self, cell: int, direction: str) -> int:
        """The cell one step away in `direction`."""
        return self._neighbours[cell][direction]

    def direction(self, start: int, end: int) -> str | None:
        """The direction of the one step from `start` to `end`; None if they aren't neighbours."""
        for name, cell in self._neighbours[start].items():
            if cell == end:
                return name
        return None

    def distances(self, cell: int) -> list[int]:
        """Steps from `cell` to every cell, indexed by cell."""
        if cell not in self._distances:
            row, column = divmod(cell, self.size)
            rows = [self._around(row, other) for other in range(self.size)]
            columns = [self._around(column, other) for other in range(self.size)]
            self._distances[cell] = [down + right for down in rows for right in columns]
        return self._distances[cell]

    def distance(self, start: int, end: int) -> int:
        """Steps from `start` to `end`."""
        return self.distances(start)[end]

    def _around(self, here: int, there: int) -> int:
        straight = abs(here - there)
        return min(straight, self.size - straight)


@lru_cache(maxsize=None)
def torus(size: int) -> Torus:
    """The one Torus of this size: its tables are the same in every turn."""
    return Torus(size)
