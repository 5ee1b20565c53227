"""Does with an add-on what Blender does: lists, enables, uses, edits and disables it.

    enable.py ADDON.py

Blender lists an add-on by parsing, alone, the lines from the one that begins with `bl_info` to the
next empty one; it enables one by importing the file under its own name, and reloads it when the file
has changed.
"""
import ast
import importlib
import math
import os
import shutil
import sys
import tempfile
from types import SimpleNamespace

HERE = os.path.dirname(os.path.abspath(__file__))


def listed(path):
    """The value of bl_info, found without running anything."""
    with open(path, encoding='utf-8') as file:
        lines = iter(file)
        for line in lines:
            if line.startswith('bl_info'):
                break
        else:
            raise AssertionError(f'{path}: no line begins with bl_info')
        text = [line]
        for line in lines:
            if not line.strip():
                break
            text.append(line)
    assignment, = ast.parse(''.join(text)).body
    assert assignment.targets[0].id == 'bl_info'
    return ast.literal_eval(assignment.value)


class Thing:
    """An object of a scene."""

    def __init__(self):
        self.location = None

    def copy(self):
        return Thing()


def use(bpy, preset):
    """Runs the registered operator on a scene; returns the copies it has made."""
    operator, = [cls for cls in bpy.utils.classes if issubclass(cls, bpy.types.Operator)]
    scene = []
    instance = operator()
    instance.preset = preset
    result = instance.execute(SimpleNamespace(
        object=Thing(),
        collection=SimpleNamespace(objects=SimpleNamespace(link=scene.append))))
    assert result == {'FINISHED'}, result
    return scene


def main():
    with tempfile.TemporaryDirectory() as addons:
        path = shutil.copy(sys.argv[1], addons)
        name = os.path.splitext(os.path.basename(path))[0]
        assert listed(path)['name'] == 'Scatter on a spiral'
        sys.path[:0] = [addons, HERE]
        import bpy

        addon = importlib.import_module(name)
        assert not bpy.utils.classes, 'importing an add-on registers nothing'
        addon.register()
        assert len(bpy.utils.classes) == 2, bpy.utils.classes

        copies = use(bpy, 'few')
        assert len(copies) == 8, copies
        x, y, z = copies[1].location
        assert math.isclose(math.hypot(x, y), 2.0) and z == 0.0, copies[1].location

        addon.unregister()
        addon = importlib.reload(addon)  # as after an edit
        addon.register()
        assert len(use(bpy, 'many')) == 200
        addon.unregister()
        assert not bpy.utils.classes, bpy.utils.classes
    print(f'{name}: listed, enabled, used, reloaded, disabled')


if __name__ == '__main__':
    main()
