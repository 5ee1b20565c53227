"""One turn's board."""

from __future__ import annotations

from typing import NamedTuple

from .rules import Rules
from .torus import Torus, torus
from .units import Player


class Board(NamedTuple):
    """All that is known in one turn. `halite` is indexed by cell; `turns_left` counts this one."""

    rules: Rules
    torus: Torus
    turns_left: int
    halite: list[float]
    me: Player
    rivals: list[Player]

    @classmethod
    def read(cls, observation, configuration) -> Board:
        """From kaggle_environments' observation and configuration (specification of `halite`)."""
        players = [Player.read(entry) for entry in observation["players"]]
        me = players.pop(observation["player"])
        return cls(
            rules=Rules.read(configuration),
            torus=torus(configuration["size"]),
            # The engine asks for no orders after the last but one step.
            turns_left=configuration["episodeSteps"] - 1 - observation["step"],
            halite=observation["halite"],
            me=me,
            rivals=players,
        )

    def way_home(self) -> list[int] | None:
        """Steps from every cell to our nearest shipyard, indexed by cell; None if we have none."""
        if not self.me.yards:
            return None
        tables = [self.torus.distances(yard.cell) for yard in self.me.yards]
        return [min(steps) for steps in zip(*tables)]
