"""The work: it runs on the workers of a cluster."""

import os
import random

from .score import Score


def throw(seed, darts):
    """Throws darts at random; the same seed gives the same hits."""
    from .board import RADIUS, is_hit  # late, as workers import it

    dice = random.Random(seed)
    place = lambda: dice.uniform(-RADIUS, RADIUS)  # noqa: E731
    hits = sum(is_hit(place(), place()) for _ in range(darts))
    return Score(darts, hits, frozenset([os.getpid()]))
