"""Scatters copies of an object on a spiral, as a sunflower does with its seeds."""

bl_info = {
    "name": "Scatter on a spiral",
    "author": "you",
    "version": (1, 0, 0),
    "blender": (3, 3, 0),
    "location": "View3D > Object",
    "description": "Copies the active object onto a sunflower's spiral",
    "category": "Object",
}

import bpy

from .operator import ScatterOnSpiral
from .panel import ScatterPanel

CLASSES = (ScatterOnSpiral, ScatterPanel)


def register():
    for cls in CLASSES:
        bpy.utils.register_class(cls)


def unregister():
    for cls in reversed(CLASSES):
        bpy.utils.unregister_class(cls)
