"""What has been thrown, and what follows from it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """So many darts, of which so many hit; `thrown_by` are the processes that threw them."""

    darts: int
    hits: int
    thrown_by: frozenset

    @property
    def pi(self):
        return 4 * self.hits / self.darts


def total(scores):
    """All of the scores as one."""
    scores = list(scores)
    return Score(
        sum(score.darts for score in scores),
        sum(score.hits for score in scores),
        frozenset().union(*(score.thrown_by for score in scores)),
    )
