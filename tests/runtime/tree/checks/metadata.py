"""importlib.metadata of a bundled distribution."""
import sys

from . import done, probe

try:
    import importlib.metadata as api
except ImportError:
    api = None


@probe
def version():
    return api.version('fid'), api.version('FID'), api.version('two-words.HERE'), api.version('Two_Words.here')


@probe
def fields():
    data = api.metadata('fid')
    return [sorted(data.items()), api.requires('fid'), data['Summary'], data.get_payload()]


@probe
def files():
    return [[str(path), path.size, path.hash and path.hash.mode] for path in api.files('fid')]


@probe
def reading_files():
    return [path.read_text() for path in api.files('fid') if path.name in ('METADATA', 'table.json')]


@probe
def located():
    return [str(path.locate()) for path in api.files('fid')]


@probe
def entry_points():
    points = api.distribution('fid').entry_points
    return sorted([point.group, point.name, point.value, point.load().__name__] for point in points)


@probe
def entry_points_of_all():
    points = api.entry_points()
    if sys.version_info >= (3, 10):
        return [point.value for point in points.select(group='fid.plugins')]
    return [point.value for point in points['fid.plugins']]


@probe
def missing():
    return api.version('no-such-distribution')


@probe
def distributions():
    return sorted({each.metadata['Name'] for each in api.distributions()} & {'fid', 'Two-Words.here'})


@probe
def with_a_path_of_its_own():
    return [each.metadata['Name'] for each in api.distributions(path=[])]


@probe
def read_text():
    distribution = api.distribution('fid')
    return [distribution.read_text('top_level.txt'), distribution.read_text('missing.txt'),
            str(distribution.locate_file('fid/__init__.py'))]


@probe
def packages():
    if sys.version_info < (3, 10):
        return None
    return api.packages_distributions().get('fid')


done()
