# SPDX-License-Identifier: 0BSD
# What each execution that may have names of its own asks: does it need them? And what an exported function is then.

_get_ident = sys.modules['_thread'].get_ident
acting = []  # for each call of the exported function that has not returned its thread, while names are natural
codes = {}   # what is to be compiled -> its code


def tops():
    """Return the set of the bundle's top-level names."""
    return {folder[:-1] for folder in folders if folder.count('/') == 1 and folder[:-1].isidentifier()} | {
        path[:-3] for path in contents if '/' not in path and path.endswith('.py')}


def _compile(loader, data, path, **more):
    """Compile as SourceLoader does, but equal content only once."""
    known = path, len(data), _imp.source_hash(0, bytes(data)) if isinstance(data, (bytes, bytearray)) else data
    if known not in codes:
        codes[known] = _external.SourceLoader.source_to_code(loader, data, path, **more)
    return codes[known]


def crowded(taken, names):
    """Return whether this execution needs names of its own; rename a first one that has the natural names."""
    Loader.source_to_code = _compile
    mine = tops()
    renamed = [need('rename')(finder, mine) for finder in [*sys.meta_path] if hasattr(type(finder), 'runtimes')]
    used = [type(finder).shared['used'] for finder in sys.meta_path if hasattr(type(finder), 'shared')]
    return isolate in ('on', 'full') or any(renamed) or any(map(mine.intersection, used)) or bool(
        taken and need('conflicting')(taken, names)) or any(_elsewhere(top) for top in mine)


def _elsewhere(top):
    """Return whether another finder finds a module of that name, other than the bundle's own file."""
    for finder in sys.meta_path:
        if hasattr(finder, 'find_spec'):
            spec = finder.find_spec(top, None)
            if spec is not None:
                return spec.loader is not None and spec.origin != root
    return False


def stub(function):
    """Return a function that calls `function`, with its signature; the modules are dropped as soon as it is."""
    global exported, _watch
    import _weakref
    code = getattr(function, '__code__', None)
    if code is None or not hasattr(function, '__kwdefaults__'):
        return function
    count, only = code.co_argcount, code.co_kwonlyargcount
    positional, keywords = code.co_varnames[:count], code.co_varnames[count:count + only]
    rest = list(code.co_varnames[count + only:])
    some = '*' + rest.pop(0) if code.co_flags & 4 else ''
    more = '**' + rest.pop(0) if code.co_flags & 8 else ''
    parameters = [*positional[:code.co_posonlyargcount], *['/'] * bool(code.co_posonlyargcount),
                  *positional[code.co_posonlyargcount:], *[some or '*'] * bool(some or only), *keywords, *[more] * bool(more)]
    given = [*positional, *[some] * bool(some), *(each + '=' + each for each in keywords), *[more] * bool(more)]
    text = ('def stub(%s):\n _pybundle_here = _pybundle_thread()\n _pybundle_enter(_pybundle_here)\n'
            ' try:\n  return _pybundle_call(%s)\n except BaseException as error:\n  _pybundle_failed(error)\n  raise\n'
            ' finally:\n  _pybundle_leave(_pybundle_here)\n')
    here = globals().get('execution')
    exported = {'__name__': function.__module__, '_pybundle_call': function, '_pybundle_thread': _get_ident,
                '_pybundle_enter': here.enter if here else acting.append,
                '_pybundle_leave': here.leave if here else acting.remove,
                '_pybundle_failed': here.failed if here else callable}
    exec(compile(text % (', '.join(parameters), ', '.join(given)), '<pybundle>', 'exec', 0, True), exported)
    made = exported.pop('stub')
    for each in 'name', 'qualname', 'doc', 'module', 'annotations', 'defaults', 'kwdefaults':
        setattr(made, '__%s__' % each, getattr(function, '__%s__' % each))
    made.__code__ = made.__code__.replace(co_name=function.__name__)
    vars(made).update(vars(function), __wrapped__=function)
    _watch = _weakref.ref(made, lambda _: need('dropped')())
    return made
