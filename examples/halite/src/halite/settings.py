"""The tuned numbers, read once from data/settings.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources

from . import data


@dataclass(frozen=True)
class Settings:
    """Numbers that were found by playing; data/settings.json says what each one is for."""

    max_ships: int
    max_yards: int
    ships_per_yard: int
    yard_spacing: int
    yard_neighbourhood: int
    yard_min_halite: int
    yard_min_turns: int
    spawn_confidence: float
    longest_stay: int
    poorest_cell: int
    cells_considered: int
    typical_stay: int
    endgame_turns: int
    endgame_slack: int


def read(name: str) -> str:
    """The text of a file in `halite.data`."""
    if hasattr(resources, "files"):
        return resources.files(data).joinpath(name).read_text(encoding="utf-8")
    return resources.read_text(data, name, encoding="utf-8")  # Python 3.8 has no files()


def parse(text: str) -> Settings:
    """Settings from JSON: name -> {"value": number, "why": text}. TypeError if one lacks."""
    return Settings(**{name: entry["value"] for name, entry in json.loads(text).items()})


SETTINGS = parse(read("settings.json"))
