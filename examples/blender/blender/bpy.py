"""A stand-in for Blender's module: as much of it as the add-on uses."""
import types as _types


class _Struct:
    pass


class _Registered:
    def __init__(self):
        self.classes = []

    def register_class(self, cls):
        if cls in self.classes:
            raise ValueError('register_class(...): already registered as a subclass %r' % cls.__name__)
        self.classes.append(cls)

    def unregister_class(self, cls):
        self.classes.remove(cls)


types = _types.SimpleNamespace(
    Operator=type('Operator', (_Struct,), {}),
    Panel=type('Panel', (_Struct,), {}))
props = _types.SimpleNamespace(EnumProperty=lambda items: ('EnumProperty', items))
utils = _Registered()
