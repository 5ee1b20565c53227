# SPDX-License-Identifier: 0BSD
# Bundled top-level names for which the environment has a module already: the bundle and it must never be mixed.


def settle(taken, names):
    """Do for each of the top-level names `taken`, which are in sys.modules, what the bundle's policy says.

    `names` are the globals of the bundle. Return whether the modules need other names. Raise ImportError if the policy
    is that, or if it can't be followed.
    """
    policy = globals().get('conflict', 'error')
    for finder in [*sys.meta_path]:
        for top in taken if hasattr(type(finder), 'shared') else ():
            type(finder).shared['reveal'](top)
        for other in getattr(type(finder), 'runtimes', ()):
            if 'isolate' in other and 'execution' not in other:
                other['need']('rename')(finder, taken)
    for top in conflicting(taken, names):
        if policy == 'isolate':
            return True
        if policy == 'replace':
            for each in [*sys.modules]:
                if each.partition('.')[0] == top:
                    sys.modules.pop(each, None)
        elif policy == 'environment' and entry.partition('.')[0] != top:
            need('leave_out')(top)
        else:
            reason = "'%s' of this bundle (%s) can't be imported: the process has imported another one before (%s); " \
                     "execute the bundle first, rename the package, or build with another conflict policy"
            raise ImportError(reason % (top, _place_of(top), _origin(sys.modules[top])), name=top, path=root)


def conflicting(taken, names):
    """Return those of the names `taken` under which there is something else than what the bundle has."""
    found = []
    for top in taken:
        module = sys.modules.get(top)
        if module is None or top == '__main__' or getattr(module, '__dict__', None) is names or not _has_modules(top):
            continue
        path = getattr(module, '__path__', None)
        if _is_portion(top) and path is not None and getattr(module, '__file__', None) is None:
            hooks[top] = 'merge'  # see attach()
        else:
            found.append(top)
    return found


def _has_modules(top):
    """Return whether the bundle has a module `top` or below it: the folder may be one of data."""
    return any(path.endswith('.py') and path.partition('/')[0] in (top, top + '.py') for path in contents)


def _is_portion(top):
    return top + '/__init__.py' not in contents and top + '.py' not in contents


def _place_of(fullname):
    path = fullname.replace('.', '/')
    for each in path + '/__init__.py', path + '.py':
        if each in contents:
            return place(each)
    return place(path)


def _origin(module):
    """Return where a module comes from, for messages."""
    path = getattr(module, '__path__', None)
    return getattr(module, '__file__', None) or (', '.join(map(str, path)) if path else 'no file')


def merge(module):
    """Let a namespace package that has been imported before see the bundle's portion, too."""
    spec = need('namespace')(module.__name__, None)
    module.__path__ = module.__spec__.submodule_search_locations = spec.submodule_search_locations


def foreign_parent(fullname, path, finder):
    """Raise ModuleNotFoundError if nobody finds the bundled module, whose parent is another package of that name."""
    parent = sys.modules.get(fullname.rpartition('.')[0])
    if any(isinstance(entry, str) and need('normal')(entry) is not None for entry in path) or parent is None:
        return
    for other in sys.meta_path[sys.meta_path.index(finder) + 1:]:
        if hasattr(other, 'find_spec') and other.find_spec(fullname, path) is not None:
            return
    reason = "No module named '%s': this bundle has it (%s), but '%s' is another one (%s), which has been imported instead"
    raise ModuleNotFoundError(reason % (fullname, _place_of(fullname), parent.__name__, _origin(parent)), name=fullname)
