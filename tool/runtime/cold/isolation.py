# SPDX-License-Identifier: 0BSD
# Names of its own for an execution of the bundle.


def shared():
    """Return the globals that all executions share, which the first one that needs them makes."""
    for finder in sys.meta_path:
        if hasattr(type(finder), 'shared'):
            return type(finder).shared
    names = {'__name__': 'pybundle'}
    need('Execution', names)
    return names


def rename(finder, wanted):
    """Rename what has been loaded through `finder` if it has some of the natural names `wanted`; return whether."""
    for other in getattr(type(finder), 'runtimes', ()):
        if 'isolate' in other and 'execution' not in other and other['need']('tops')() & set(wanted):
            common = shared()
            common['adopt'](other, finder)
            common['wrap']()
            return True
    return False


def separate(names):
    """Give this execution names of its own, and return the finder; `names` are the globals of the bundle."""
    from builtins import id as identity
    global execution, codes
    mine = need('tops')()
    common = shared()
    common['wrap']()
    codes = common['remember'](id, codes)
    Loader.source_to_code = _compile
    execution = common['Execution'](globals(), mine, globals().get('isolate') == 'full')
    if 'exports' not in globals():
        common['spaces'][identity(names)] = execution
        execution.space = names
    return common['registry']


def load():
    """Import the entry of an execution with names of its own; return its name in sys.modules."""
    thread = _get_ident()
    execution.enter(thread)
    try:
        __import__(execution.own(entry), None, None, ('__name__',))
    except BaseException as error:
        execution.failed(error)
        execution.leave(thread)
        execution.close()
        raise
    execution.leave(thread)
    return execution.own(entry)


def dropped():
    """Drop the modules, unless the process ends anyway."""
    if sys.is_finalizing():
        return
    if 'execution' not in globals():
        for finder in [*sys.meta_path]:
            if globals() in getattr(type(finder), 'runtimes', ()):
                shared()['adopt'](globals(), finder)
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
