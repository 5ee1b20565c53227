"""What a mining trip yields.

A ship that stays takes `collect_rate` of what is left in its cell, so each turn yields less than
the one before. The best time to leave is when staying on would lower the mean of the whole trip:
the way there, the stay, and the way home.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ..board import Rules
from ..settings import SETTINGS


class Trip(NamedTuple):
    """A trip's yield in halite per turn, and the turns to stay for that."""

    rate: float
    stay: int


def best_trip(rules: Rules, cargo: float, halite: float, there: int, back: int) -> Trip:
    """The best trip over a cell that holds `halite` now, `there` steps away and `back` from home.

    `cargo` is on board already: the more it is, the less it pays to keep it from the bank. Cells
    grow while nobody stands on them, hence also during the way there.
    """
    if there and halite < rules.max_cell_halite:
        halite *= (1 + rules.regen_rate) ** there
        if halite > rules.max_cell_halite:
            halite = rules.max_cell_halite
    way = there + back
    best_rate, best_stay = 0.0, 0
    for stay, share in _shares(rules.collect_rate):
        rate = (cargo + halite * share) / (way + stay)
        if rate <= best_rate:
            break  # yields only fall from here on
        best_rate, best_stay = rate, stay
    return Trip(best_rate, best_stay)


@lru_cache(maxsize=None)
def _shares(collect_rate: float) -> list[tuple[int, float]]:
    """(turns, the share of a cell that is mined by then); the engine's rounding is left out."""
    return [(stay, 1 - (1 - collect_rate) ** stay) for stay in range(1, SETTINGS.longest_stay + 1)]
