import bpy

from .operator import ScatterOnSpiral


class ScatterPanel(bpy.types.Panel):
    bl_idname = "OBJECT_PT_scatter_on_spiral"
    bl_label = "Scatter"
    bl_space_type = 'VIEW_3D'
    bl_region_type = 'UI'

    def draw(self, context):
        self.layout.operator(ScatterOnSpiral.bl_idname)
