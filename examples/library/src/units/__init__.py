"""Quantities with units of length and mass: parse('3.5 km').to('mi')."""
from .parsing import parse
from .quantity import Quantity, UnitError

__all__ = ['Quantity', 'UnitError', 'parse']
