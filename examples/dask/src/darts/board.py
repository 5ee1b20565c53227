"""The board: a circle in a square, with rings as board.json has them."""

import json
import pkgutil

RADIUS = json.loads(pkgutil.get_data(__package__, "board.json").decode())["radius"]


def is_hit(x, y):
    """Whether a dart at (x, y), from the centre, is in the circle."""
    return x * x + y * y <= RADIUS * RADIUS
