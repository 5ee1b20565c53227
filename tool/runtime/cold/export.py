# SPDX-License-Identifier: 0BSD
# A function of a module for the host, or for the lines that follow in the bundle.


def install():
    """Make the bundle's modules importable."""
    attach(sys._getframe(1))


def _steps():
    """Yield what export() needs: the names of the bundle, and the name of the module to import."""
    frame = sys._getframe(1)
    attach(frame)
    yield frame.f_locals
    yield entry


def _bind(names, module):
    for part in attribute.split('.'):
        module = getattr(module, part)
    names.pop(part, None)  # so that it becomes the last
    names[part] = module


# As main() it must have no frame while it imports.
_steps = _steps()
export = map(_bind, _steps, map(__import__, _steps, [None], [None], [('__name__',)])).__next__
