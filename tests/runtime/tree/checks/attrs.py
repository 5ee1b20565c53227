"""Attributes of modules and specs."""
import importlib.util
import os
import sys

import fid.helpers
import fid.sub.deep.leaf
import single
import spaces.inner.member

from . import done, probe

MODULES = fid, fid.helpers, fid.sub.deep, fid.sub.deep.leaf, single, spaces, spaces.inner, spaces.inner.member


def facts(module):
    spec = module.__spec__
    return {
        'file': getattr(module, '__file__', '-'), 'name': module.__name__, 'package': module.__package__,
        'path': list(getattr(module, '__path__', [])), 'cached': getattr(module, '__cached__', '-'),
        'doc': module.__doc__, 'builtins': type(module.__builtins__).__name__ if '__builtins__' in vars(module) else '-',
        'loader is spec.loader': module.__loader__ is spec.loader,
        'loader.name': getattr(module.__loader__, 'name', '-'), 'loader.path': getattr(module.__loader__, 'path', '-'),
        'spec': [spec.name, spec.origin, spec.has_location, spec.cached, spec.parent,
                 list(spec.submodule_search_locations or [])],
        'repr': repr(module) if spec.origin else '', 'keys': sorted(vars(module)),
        'found again': importlib.util.find_spec(module.__name__) == spec if spec.origin else None,
    }


for each in MODULES:
    def look():
        return facts(each)
    look.__name__ = each.__name__
    probe(look)


@probe
def path_types():
    return [type(each.__path__).__name__ for each in MODULES if hasattr(each, '__path__')]


@probe
def co_filename():
    return [fid.helpers.double.__code__.co_filename, fid.helpers.Shape.area.__code__.co_filename]


@probe
def paths():
    paths = [each.__file__ for each in MODULES if getattr(each, '__file__', None)]
    here = os.path.dirname(fid.__file__)
    return [[os.path.abspath(path) == os.path.normpath(path) == path for path in paths],
            [os.path.relpath(path, here) for path in paths], os.path.dirname(here) == os.path.dirname(single.__file__),
            os.path.join(here, 'helpers.py') == fid.helpers.__file__]


@probe
def in_modules():
    return sorted(name for name in sys.modules if name.partition('.')[0] in ('fid', 'single', 'spaces'))


@probe
def loader_names_itself_only():
    loader = fid.helpers.__loader__
    answers = []
    for method in 'get_filename', 'get_source', 'get_code', 'is_package', 'load_module':
        try:
            answers.append(str(getattr(loader, method)('elsewhere')))
        except ImportError as error:
            answers.append(str(error))
    return answers


done()
