"""Scatters copies of an object on a spiral. addon is what Blender loads; the others are its parts."""
