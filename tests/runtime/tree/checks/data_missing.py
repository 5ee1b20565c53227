"""What opening data that isn't there raises."""
import pkgutil

import fid

from . import done, probe


def failure(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return [type(error).__name__, getattr(error, 'errno', None), str(error)]


@probe
def by_pkgutil():
    return failure(pkgutil.get_data, 'fid', 'missing.txt')


@probe
def by_pkgutil_in_a_missing_folder():
    return failure(pkgutil.get_data, 'fid', 'missing/missing.txt')


@probe
def by_loader():
    return failure(fid.__loader__.get_data, fid.__path__[0] + '/missing.txt')


@probe
def modules():
    return [failure(__import__, name) for name in ('fid.missing', 'missing', 'single.missing', 'fid.helpers.missing')]


@probe
def names():
    try:
        from fid import missing
    except ImportError as error:
        return str(error), error.name, error.path
    return missing


done()
