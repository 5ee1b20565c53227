# SPDX-License-Identifier: 0BSD
# A bundle that is executed again in the same place, where it may have changed meanwhile. Its ancestor is the one with the
# same entry and, for a library, the same name of the bundle's module; for a program, the same namespace.


def installed():
    """Return the globals of the runtime that serves this bundle's modules, which may be an earlier one's, and its finder."""
    for finder in sys.meta_path:
        for other in getattr(type(finder), 'runtimes', ()):
            if other['id'] == id and 'execution' not in other:
                return other, finder


def supersede(names):
    """Drop all modules of this bundle's ancestor; `names` are the globals of the bundle."""
    for finder in [*sys.meta_path]:
        for other in [*getattr(type(finder), 'runtimes', ())]:
            place, ancestor, _ = other.get('lineage', (None, None, None))
            if ancestor != entry or (place != lineage[0] if isinstance(place, str) else place is not lineage[0]):
                continue
            if 'execution' in other:
                other['execution'].close()
            elif other['id'] != id or 'isolate' in globals():
                sys.meta_path.remove(finder)
                _drop(other, names)


def _drop(other, names):
    inside = other['root'] + os.sep
    gone = {name: module for name, module in [*sys.modules.items()]
            if getattr(module, '__dict__', None) is not names and _is_of(module, other, inside)}
    for name, module in gone.items():
        parent, _, leaf = name.rpartition('.')
        # Else `from . import leaf` would find this one.
        if vars(sys.modules.get(parent, sys)).get(leaf) is module:
            delattr(sys.modules[parent], leaf)
    for name in gone:
        del sys.modules[name]
    if other.get('path_hook') in sys.path_hooks:
        sys.path_hooks.remove(other['path_hook'])
    for cache in sys.path_importer_cache, getattr(sys.modules.get('linecache'), 'cache', {}):
        for path in [*cache]:
            if (str(path) + os.sep).startswith(inside):
                cache.pop(path, None)


def _is_of(module, other, inside):
    """Return whether the module is of the runtime `other`, all of whose files have names that begin with `inside`."""
    spec = getattr(module, '__spec__', None)
    if isinstance(getattr(spec, 'loader', None), other['Loader']):
        return True
    places = getattr(spec, 'submodule_search_locations', None)
    return not getattr(spec, 'has_location', True) and bool(places) and all(str(each).startswith(inside) for each in places)
