"""The costs and rates of a game."""

from __future__ import annotations

from typing import NamedTuple


class Rules(NamedTuple):
    """What the configuration says. Costs are in halite, rates are shares per turn."""

    spawn_cost: int
    convert_cost: int
    collect_rate: float
    regen_rate: float
    max_cell_halite: int

    @classmethod
    def read(cls, configuration) -> Rules:
        """From the configuration's own names. KeyError if one lacks."""
        return cls(
            spawn_cost=configuration["spawnCost"],
            convert_cost=configuration["convertCost"],
            collect_rate=configuration["collectRate"],
            regen_rate=configuration["regenRate"],
            max_cell_halite=configuration["maxCellHalite"],
        )
