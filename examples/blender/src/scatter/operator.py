import bpy

from . import presets
from .spiral import points


class ScatterOnSpiral(bpy.types.Operator):
    """Copy the active object onto a spiral"""
    bl_idname = "object.scatter_on_spiral"
    bl_label = "Scatter on a spiral"
    bl_options = {'REGISTER', 'UNDO'}

    preset: bpy.props.EnumProperty(items=[(name, name.title(), "") for name in presets.load()])

    def execute(self, context):
        preset = presets.load()[self.preset]
        original = context.object
        for x, y in points(preset["count"], preset["spacing"]):
            copy = original.copy()
            copy.location = (x, y, 0.0)
            context.collection.objects.link(copy)
        return {'FINISHED'}
