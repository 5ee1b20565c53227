"""A number with a unit."""
from .table import UNITS


class UnitError(ValueError):
    """An unknown unit, or two that don't measure the same."""


class Quantity:
    """`number` of `unit`; equal to the same in another unit, up to rounding."""

    def __init__(self, number, unit):
        if unit not in UNITS:
            raise UnitError(f'unknown unit: {unit}')
        self.number = number
        self.unit = unit

    def to(self, unit):
        """The same in another unit."""
        measured, factor = UNITS[self.unit]
        other = Quantity(0, unit)
        other_measured, other_factor = UNITS[unit]
        if measured != other_measured:
            raise UnitError(f'{self.unit} is a {measured}, {unit} a {other_measured}')
        other.number = self.number * factor / other_factor
        return other

    def __eq__(self, other):
        if not isinstance(other, Quantity):
            return NotImplemented
        try:
            return abs(other.to(self.unit).number - self.number) <= 1e-12 * abs(self.number)
        except UnitError:
            return False

    __hash__ = None

    def __repr__(self):
        return f'Quantity({self.number!r}, {self.unit!r})'

    def __str__(self):
        return f'{self.number:g} {self.unit}'
