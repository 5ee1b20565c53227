"""The board as the observation describes it."""

from .rules import Rules
from .state import Board
from .torus import Torus, torus
from .units import Player, Ship, Yard

__all__ = ["Board", "Player", "Rules", "Ship", "Torus", "Yard", "torus"]
