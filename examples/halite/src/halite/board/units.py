"""Ships, shipyards, and who owns them."""

from __future__ import annotations

from typing import NamedTuple


class Ship(NamedTuple):
    """A ship; `cargo` is halite on board, which counts only once it is brought to a shipyard."""

    id: str
    cell: int
    cargo: int


class Yard(NamedTuple):
    """A shipyard."""

    id: str
    cell: int


class Player(NamedTuple):
    """A player's halite in the bank, and units in the order of their ids' appearance."""

    bank: int
    ships: tuple[Ship, ...]
    yards: tuple[Yard, ...]

    @classmethod
    def read(cls, entry) -> Player:
        """From the observation's [halite, {yard: cell}, {ship: [cell, cargo]}]."""
        bank, yards, ships = entry
        return cls(
            bank=bank,
            ships=tuple(Ship(id, cell, cargo) for id, (cell, cargo) in ships.items()),
            yards=tuple(Yard(id, cell) for id, cell in yards.items()),
        )
