"""importlib.resources' functions that came first."""
import importlib.resources as api
import warnings

import fid

from . import done, probe

warnings.simplefilter('ignore')
if not hasattr(api, 'open_binary'):
    print('{}')
    raise SystemExit


def tried(function, *arguments, **keywords):
    try:
        return function(*arguments, **keywords)
    except (OSError, ValueError, TypeError) as error:
        return type(error).__name__


@probe
def reading():
    with api.open_binary('fid', 'notes.txt') as binary, api.open_text(fid, 'notes.txt') as text:
        return [binary.read().hex(), text.read(), api.read_text('odd', 'text_crlf.txt'),
                api.read_binary('odd', 'data.bin').hex(), api.read_text('fid', 'notes.txt', encoding='ascii', errors='strict')]


@probe
def a_path():
    with api.path('fid', 'notes.txt') as path:
        return path.read_text(), path.suffix, type(path).__name__


@probe
def questions():
    return [api.is_resource('fid', 'notes.txt'), api.is_resource('fid', 'missing'), api.is_resource('fid', 'data'),
            sorted(name for name in api.contents('fid') if name != '__pycache__')]


@probe
def errors():
    def path(name):
        with api.path('fid', name) as found:
            return found.name

    return [tried(api.read_text, 'fid', 'missing'), tried(api.open_binary, 'fid', 'missing'), tried(path, 'missing')]


done()
