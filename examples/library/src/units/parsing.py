"""Quantities in text."""
import re

from .quantity import Quantity, UnitError


def parse(text):
    """The quantity that `text` names, such as '3.5 km'."""
    found = re.fullmatch(r'\s*([-+]?[0-9.]+(?:e[-+]?[0-9]+)?)\s*([a-z]+)\s*', text)
    if not found:
        raise UnitError(f'no quantity: {text!r}')
    return Quantity(float(found.group(1)), found.group(2))
