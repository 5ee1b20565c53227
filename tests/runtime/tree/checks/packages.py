"""pkgutil."""
import pkgutil
import sys

import fid.sub
import odd
import spaces

from . import done, probe


def rows(modules):
    return [[each.name, each.ispkg] for each in modules]


@probe
def modules():
    return [rows(pkgutil.iter_modules(package.__path__, 'x.')) for package in (fid, odd, spaces, fid.sub)]


@probe
def walk():
    return rows(pkgutil.walk_packages(fid.__path__, 'fid.'))


@probe
def top_level():
    names = {'fid', 'odd', 'single', 'spaces', 'checks'}
    return sorted({each.name for each in pkgutil.iter_modules()} & names)


@probe
def importer():
    finder = pkgutil.get_importer(fid.__path__[0])
    return [finder.path, finder.find_spec('fid.helpers').origin, finder.find_spec('fid.missing'),
            finder.find_spec('fid.data').loader, list(finder.find_spec('fid.data').submodule_search_locations)]


@probe
def without_its_cache():
    sys.path_importer_cache.clear()
    import fid.sub.deep
    return fid.sub.deep.__file__


@probe
def resolve_name():
    if sys.version_info < (3, 9):
        return None
    return pkgutil.resolve_name('fid.helpers:Shape.area').__qualname__


@probe
def extended():
    path = pkgutil.extend_path(list(fid.__path__), 'fid')
    return path[0]


done()
