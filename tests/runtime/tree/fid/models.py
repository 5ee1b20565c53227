from __future__ import annotations

import dataclasses
import enum
import typing


class Colour(enum.Enum):
    RED = 1


@dataclasses.dataclass
class Record:
    number: int
    colour: Colour = Colour.RED
    more: typing.ClassVar[int] = 3
    next: typing.Optional[Record] = None


def with_hints(a: Record, b: typing.List[Colour]) -> Record:
    return a
