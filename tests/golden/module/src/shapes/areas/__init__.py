"""Areas."""
from pkgutil import get_data

EXPONENT = int(get_data(__name__, "exponent.txt"))


def area(shape: "Square") -> float:
    return shape.side**EXPONENT
