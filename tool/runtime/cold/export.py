# SPDX-License-Identifier: 0BSD
# A function of a module for the host, or for the lines that follow in the bundle.


def _steps():
    """Yield what export() needs: the names of the bundle, and the name of the module to import."""
    global exports, loading
    frame = sys._getframe(1)
    exports = True
    module = attach(frame)
    yield frame.f_locals
    frame = None  # it would keep the agent
    if module is None and 'execution' in globals():
        module = need('load')()
    elif 'isolate' in globals():
        loading = sys.modules['_thread'].get_ident()
    yield module or entry


def _bind(names, module):
    thread = globals().pop('loading', None)
    if 'execution' in globals() and thread is not None:  # renamed meanwhile
        execution.leave(thread)
    for part in attribute.split('.'):
        module = getattr(module, part)
    names.pop(part, None)  # so that it becomes the last
    names[part] = need('stub')(module) if 'isolate' in globals() or 'execution' in globals() else module


# As main() they must have no frame while they import.
_import = getattr(__import__, 'original', __import__)  # beneath the one that maps names; see imports.py
_steps = _steps()
export = map(_bind, _steps, map(_import, _steps, [None], [None], [('__name__',)])).__next__
install = map(bool, map(_import, map(lambda frame: attach(frame) or 'sys', map(sys._getframe, [0])))).__next__
