# Shapes for everybody.
"""Shapes, and what can be said of them."""
from __future__ import annotations

from .areas import area
from .square import Square

__all__ = ["Square", "area"]
