"""Estimates pi with darts: of those that hit a square at random, pi/4 hit the circle in it.

Read board.py, then throw.py, then score.py.
"""

from .score import Score, total
from .throw import throw

__all__ = ["Score", "throw", "total"]
