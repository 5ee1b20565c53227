"""The mathematics, which needs no Blender."""
import math

GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))  # radians


def points(count, spacing):
    """`count` points (x, y) around the origin, about `spacing` apart, from the centre outwards."""
    for i in range(count):
        radius, angle = spacing * math.sqrt(i), i * GOLDEN_ANGLE
        yield radius * math.cos(angle), radius * math.sin(angle)
