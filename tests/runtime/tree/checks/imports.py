"""The import system's own functions."""
import importlib.abc
import importlib.machinery
import importlib.util
import sys

import fid
import fid.helpers
import fid.sub

from . import done, probe


@probe
def by_name():
    return [importlib.import_module('.deep.leaf', 'fid.sub').VALUE, importlib.import_module('fid.sub.deep').LEVEL,
            __import__('fid.helpers').__name__, __import__('fid', fromlist=['sub']).sub.__name__]


@probe
def found():
    specs = [importlib.util.find_spec(name) for name in ('fid', 'fid.data', 'fid.oops', 'single', 'no_such', 'fid.no_such')]
    return [spec and [spec.name, spec.origin, spec.has_location, spec.parent] for spec in specs]


@probe
def resolved():
    return [importlib.util.resolve_name('.helpers', 'fid'), importlib.util.resolve_name('..x', 'fid.sub')]


@probe
def from_spec():
    spec = importlib.util.find_spec('single')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.NAME, module.__file__, 'single' in sys.modules


@probe
def lazily():
    spec = importlib.util.find_spec('single')
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.NAME


@probe
def reloaded():
    fid.STATE.append(1)
    fid.added = 1
    again = importlib.reload(fid)
    return [again is fid, fid.STATE, fid.added, importlib.reload(fid.sub.deep).LEVEL, fid.__spec__.origin]


@probe
def loader_api():
    loader = fid.helpers.__loader__
    return [loader.is_package('fid.helpers'), fid.__loader__.is_package('fid'), loader.get_filename('fid.helpers'),
            loader.get_filename(), loader.get_source('fid.helpers')[:20], loader.get_code('fid.helpers').co_filename,
            isinstance(loader, importlib.abc.SourceLoader), isinstance(loader, importlib.abc.FileLoader),
            isinstance(loader, importlib.abc.InspectLoader), isinstance(loader, importlib.abc.ResourceLoader),
            isinstance(loader, importlib.abc.Loader), loader == fid.helpers.__spec__.loader,
            loader == importlib.util.find_spec('fid.helpers').loader, hash(loader) == hash(fid.helpers.__spec__.loader)]


@probe
def cached_paths():
    return [importlib.util.cache_from_source(fid.__file__), fid.__spec__.cached]


@probe
def removed_and_imported_again():
    old = sys.modules.pop('fid.sub.deep')
    import fid.sub.deep
    return sys.modules['fid.sub.deep'] is not old, fid.sub.deep.LEVEL


@probe
def caches_invalidated():
    importlib.invalidate_caches()
    import fid.looking
    return fid.looking.__name__


@probe
def star():
    names = {}
    exec('from fid.helpers import *', names)
    return sorted(name for name in names if name[:2] != '__')


@probe
def circular():
    import fid.ring_a
    return fid.ring_a.B.A_NAME


@probe
def parent_that_is_not_ours():
    import types
    foreign = types.ModuleType('foreign')
    foreign.__path__ = ['/no/such/directory']
    sys.modules['foreign'] = foreign
    impostor, real = types.ModuleType('fid'), sys.modules['fid']
    impostor.__path__ = ['/no/such/directory']
    sys.modules['fid'] = impostor
    try:
        importlib.import_module('fid.oops')
    finally:
        sys.modules['fid'] = real


done()
