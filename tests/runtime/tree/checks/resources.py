"""importlib.resources by files() and its functions, pkgutil.get_data, and the loader's get_data."""
import importlib.resources
import pkgutil
import sys
import traceback

import fid
import fid.data
import fid.helpers
import spaces.inner

from . import done, probe

files = getattr(importlib.resources, 'files', None)
as_file = getattr(importlib.resources, 'as_file', None)
if files is None:  # before 3.9
    print('{}')
    raise SystemExit


def tried(function, *arguments):
    try:
        return function(*arguments)
    except OSError as error:
        return type(error).__name__


@probe
def listing():
    return sorted(child.name for child in files('fid').iterdir() if child.name != '__pycache__')


@probe
def walk():
    found = []

    def down(folder, path):
        for child in sorted(folder.iterdir(), key=lambda child: child.name):
            if child.is_dir() and child.name != '__pycache__':
                down(child, path + child.name + '/')
            elif child.is_file():
                found.append([path + child.name, len(child.read_bytes())])

    down(files(fid), '')
    return found


@probe
def reading():
    root = files('fid')
    return [(root / 'data' / 'table.json').read_text(), (root / 'data/nested/lines.txt').read_text('utf-8'),
            root.joinpath('data/logo.png').read_bytes().hex(), files('odd').joinpath('data.bin').read_bytes().hex(),
            files('odd').joinpath('text_crlf.txt').read_bytes().hex(), files('odd').joinpath('text_crlf.txt').read_text(),
            files('odd').joinpath('with space & ampersand.txt').read_text(), (root / 'helpers.py').read_bytes().hex()]


@probe
def joining():
    return files('fid').joinpath('data', 'nested', 'lines.txt').read_text()


@probe
def opening():
    table = files('fid') / 'data' / 'nested' / 'lines.txt'
    with table.open() as text, table.open('rb') as data, table.open('r', encoding='ascii') as coded:
        return [text.readline(), data.read().hex(), coded.readlines()]


@probe
def kinds():
    root = files('fid')
    paths = ['data', 'data/table.json', 'missing', 'missing/more', 'data/table.json/more', 'sub', 'sub/__init__.py']
    return [[path, root.joinpath(path).is_dir(), root.joinpath(path).is_file()] for path in paths]


@probe
def names():
    child = files('fid') / 'data' / 'table.json'
    return [child.name, child.parent.name if hasattr(child, 'parent') else '', files('fid').name]


@probe
def paths():
    child = files('fid') / 'data' / 'table.json'
    return [str(child), child == files('fid').joinpath('data/table.json'), child == files('fid'),
            child.suffix, child.stem, str(child.parent)]


@probe
def missing():
    root = files('fid')
    return [tried((root / 'missing.txt').read_text), tried((root / 'missing.txt').read_bytes),
            tried((root / 'data').read_bytes), tried(lambda: list((root / 'missing').iterdir())),
            tried(lambda: list((root / 'notes.txt').iterdir()))]


@probe
def as_real_file():
    with as_file(files('fid') / 'data' / 'logo.png') as path:
        return [path.read_bytes().hex(), path.name, path.suffix, path.exists(), type(path).__name__]


@probe
def as_real_directory():
    with as_file(files('fid') / 'data') as path:
        return path.name, sorted(str(each.relative_to(path)) for each in path.rglob('*'))


@probe
def as_real_path_of_nothing():
    with as_file(files('fid') / 'missing.txt') as path:
        return path.name, path.exists(), tried(path.read_bytes)


@probe
def left_by_an_error():
    try:
        with as_file(files('fid') / 'notes.txt'):
            raise ValueError('in the body')
    except ValueError as error:
        frames = traceback.extract_tb(error.__traceback__)
        return [frame.name for frame in frames if 'contextlib' not in frame.filename and 'importlib' not in frame.filename]


@probe
def of_a_package_without_init():
    if sys.version_info < (3, 10):
        return None
    root = files('fid.data')
    return [sorted(child.name for child in root.iterdir()), (root / 'table.json').read_text(),
            (root / 'nested' / 'lines.txt').read_text(), (root / 'nested').is_dir(), root.is_dir()]


@probe
def of_a_namespace():
    if sys.version_info < (3, 10):
        return None
    return [sorted(child.name for child in files(spaces.inner).iterdir() if child.name != '__pycache__'),
            (files('spaces') / 'inner' / 'member.py').read_text()]


@probe
def of_the_caller():
    if sys.version_info < (3, 12):
        return None
    return (files() / 'resources.py').is_file(), files('fid.helpers').joinpath('notes.txt').read_text()


@probe
def functions():
    if sys.version_info < (3, 13):
        return None
    api = importlib.resources
    with api.path('fid', 'data', 'table.json') as path:
        text = path.read_text()
    return [api.read_text('fid', 'data', 'table.json', encoding='utf-8'), api.read_binary('fid', 'data/logo.png').hex(),
            api.is_resource('fid', 'data', 'nested'), api.is_resource('fid', 'data', 'table.json'),
            sorted(name for name in api.contents('fid', 'data')), api.open_text('fid', 'notes.txt').read(), text]


@probe
def by_pkgutil():
    return [pkgutil.get_data('fid', 'data/logo.png').hex(), pkgutil.get_data('fid', 'notes.txt').decode(),
            pkgutil.get_data('fid', '__init__.py').hex(), tried(pkgutil.get_data, 'fid', 'data/missing')]


@probe
def by_loader():
    loader = fid.__loader__
    place = fid.__path__[0]
    with open(sys.executable, 'rb') as file:
        start = file.read(4)
    return [loader.get_data(place + '/data/logo.png').hex(), loader.get_data(place + '/sub/../notes.txt').decode(),
            tried(loader.get_data, place + '/missing'), loader.get_data(sys.executable)[:4] == start,
            tried(loader.get_data, '/no/such/file'), fid.helpers.__loader__.get_data(fid.__file__).decode()]


done()
