"""pkg_resources of setuptools, where that is installed."""
import warnings

import fid

from . import done, probe

warnings.simplefilter('ignore')
try:
    import pkg_resources as api
except ImportError:
    print('{}')
    raise SystemExit


@probe
def reading():
    return [api.resource_string('fid', 'data/table.json').decode(), api.resource_stream('fid', 'notes.txt').read().decode()]


@probe
def questions():
    return [[name, api.resource_exists('fid', name), api.resource_isdir('fid', name)]
            for name in ('data', 'notes.txt', 'missing', 'data/nested/lines.txt')]


@probe
def listing():
    return [sorted(api.resource_listdir('fid', name)) for name in ('data', 'data/nested')]


@probe
def of_a_submodule():
    return api.resource_string('fid.helpers', 'notes.txt').decode()


done()
