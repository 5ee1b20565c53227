# SPDX-License-Identifier: 0BSD
# Names of its own for an execution of the bundle.


def shared():
    """Return the globals that all executions share, which the first one that needs them makes."""
    for finder in sys.meta_path:
        if hasattr(type(finder), 'shared'):
            return type(finder).shared
    names = {'__name__': 'pybundle'}
    for each in 'Lending', 'wrapper', 'Registry', 'Execution':
        need(each, names)
    return names


def rivals():
    """Return whether others have or had some of the natural names; a first one that has them now loses them."""
    mine = set(top_level.split('/'))
    renamed = [rename(finder, mine) for finder in [*sys.meta_path]]
    return any(renamed) or any(mine & type(finder).shared['used'] for finder in sys.meta_path if hasattr(type(finder), 'shared'))


def rename(finder, wanted):
    """Rename what has been loaded through `finder` if it has some of the natural names `wanted`; return whether."""
    for other in getattr(type(finder), 'runtimes', ()):
        if 'isolate' in other and 'execution' not in other and {*other['top_level'].split('/')} & {*wanted}:
            _adopt(other, finder)
            return True
    return False


def _adopt(other, finder):
    common = shared()
    need('adopt', common)(other, finder)
    common['wrap']()


def separate(names):
    """Give this execution names of its own, and return the finder; `names` are the globals of the bundle."""
    from builtins import id as identity
    global execution, codes
    common = shared()
    common['wrap']()
    sys.path_hooks.insert(0, path_hook)
    Loader.source_to_code = need('_compile')
    codes = common['remember'](id, codes)
    execution = common['Execution'](globals(), top_level.split('/'), globals().get('isolate') == 'full')
    if 'exports' not in globals():
        common['spaces'][identity(names)] = execution
        execution.space = names
    return common['registry']


def load():
    """Import the entry of an execution with names of its own.

    Return its name in sys.modules, or that of a module whose import raises what this one has raised.
    """
    thread = sys.modules['_thread'].get_ident()
    module = execution.own(entry)
    execution.enter(thread)
    try:
        __import__(module, None, None, ('__name__',))
    except BaseException as error:
        execution.failed(error)
        execution.leave(thread)
        execution.close()
        return need('refusal')(error)
    execution.leave(thread)
    return module


def dropped():
    """Drop the modules."""
    if 'execution' not in globals():
        for finder in [*sys.meta_path]:
            if globals() in getattr(type(finder), 'runtimes', ()):
                _adopt(globals(), finder)
    execution.close()


def forget():
    """Remove what refers to this execution from the interpreter's caches."""
    if path_hook in sys.path_hooks:
        sys.path_hooks.remove(path_hook)
    for path, finder in [*sys.path_importer_cache.items()]:
        if getattr(type(finder), 'get_data', None) is Loader.get_data:
            sys.path_importer_cache.pop(path, None)
    cache = getattr(sys.modules.get('linecache'), 'cache', {})
    for path, lines in [*cache.items()]:
        if len(lines) == 1 and isinstance(getattr(lines[0], '__self__', None), Loader):
            cache.pop(path, None)
