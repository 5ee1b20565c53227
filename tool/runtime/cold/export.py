# SPDX-License-Identifier: 0BSD
# A function of a module for the host, or for the lines that follow in the bundle.


def install():
    """Make the bundle's modules importable."""
    attach(sys._getframe(1))


def _steps():
    """Yield what export() needs: the names of the bundle, and the name of the module to import."""
    global exports, loading
    frame = sys._getframe(1)
    exports = True
    attach(frame)
    yield frame.f_locals
    frame = None  # it would keep the agent
    if 'execution' in globals():
        yield need('load')()
    if 'isolate' in globals():
        loading = sys.modules['_thread'].get_ident()
    yield entry


def _bind(names, module):
    thread = globals().pop('loading', None)
    if 'execution' in globals() and thread is not None:  # renamed meanwhile
        execution.leave(thread)
    for part in attribute.split('.'):
        module = getattr(module, part)
    names.pop(part, None)  # so that it becomes the last
    names[part] = need('stub')(module) if 'isolate' in globals() or 'execution' in globals() else module


# As main() it must have no frame while it imports.
_steps = _steps()
export = map(_bind, _steps, map(__import__, _steps, [None], [None], [('__name__',)])).__next__
