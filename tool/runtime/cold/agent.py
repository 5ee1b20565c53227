# SPDX-License-Identifier: 0BSD
# What an execution that may have names of its own asks at each start: does it need them? And what an exported function is.

acting = []  # for each call of the exported function that has not returned its thread, while names are natural
codes = {}   # what is to be compiled -> its code


def crowded(taken, names):
    """Return whether this execution needs names of its own; `taken` are its names that are in sys.modules."""
    Loader.source_to_code = _compile
    rivals = 'pybundle' in str(sys.meta_path) and need('rivals')()  # a first one loses the natural names
    return (rivals or isolate != 'auto' or bool(taken and need('conflicting')(taken, names))
            or any(map(_elsewhere, top_level.split('/'))))


def _elsewhere(top):
    """Return whether another finder finds a module of that name, other than the bundle's own file."""
    for finder in sys.meta_path:
        spec = finder.find_spec(top, None) if hasattr(finder, 'find_spec') else None
        if spec is not None:
            return spec.loader is not None and spec.origin != root


def _compile(loader, data, path, **more):
    """Compile as SourceLoader does, but equal content only once."""
    known = path, len(data), _imp.source_hash(0, bytes(data)) if isinstance(data, (bytes, bytearray)) else data
    if known not in codes:
        codes[known] = _external.SourceLoader.source_to_code(loader, data, path, **more)
    return codes[known]


def stub(function):
    """Return a function that calls `function`, with its signature; the modules are dropped as soon as it is."""
    global exported, _watch
    from _weakref import ref
    code = getattr(function, '__code__', None)
    if code is None or not hasattr(function, '__kwdefaults__'):
        return function
    parameters = given = ', '.join(code.co_varnames[:code.co_argcount])
    if code.co_kwonlyargcount or code.co_posonlyargcount or code.co_flags & 12:
        parameters, given = need('signature')(code)
    here = globals().get('execution')
    exported = {'__name__': function.__module__, '_pybundle_call': function,
                '_pybundle_thread': sys.modules['_thread'].get_ident,
                '_pybundle_enter': here.enter if here else acting.append,
                '_pybundle_leave': here.leave if here else acting.remove,
                '_pybundle_failed': here.failed if here else callable}
    text = ('def stub(%s):\n here = _pybundle_thread()\n _pybundle_enter(here)\n try:\n  return _pybundle_call(%s)\n'
            ' except BaseException as error:\n  _pybundle_failed(error)\n  raise\n finally:\n  _pybundle_leave(here)\n')
    text = text.replace('here', '_pybundle_here').replace('error', '_pybundle_error') % (parameters, given)
    exec(compile(text, '<pybundle>', 'exec', 0, True), exported)
    made = exported.pop('stub')
    for each in 'name', 'qualname', 'doc', 'module', 'annotations', 'defaults', 'kwdefaults':
        setattr(made, '__%s__' % each, getattr(function, '__%s__' % each))
    made.__code__ = made.__code__.replace(co_name=function.__name__)
    vars(made).update(vars(function), __wrapped__=function)
    _watch = ref(made, lambda _: sys.is_finalizing() or need('dropped')())
    return made
