"""pickle, copy, typing and dataclasses, which look modules up by name."""
import copy
import dataclasses
import pickle
import sys
import typing

import fid.helpers
import fid.models

from . import done, probe


class InMain:
    pass


def in_main():
    pass


@dataclasses.dataclass
class Point:
    x: 'int'
    inner: 'typing.List[InMain]' = dataclasses.field(default_factory=list)


@probe
def round_trip():
    things = [fid.helpers.double, fid.helpers.Shape, fid.models.Record(1), fid.models.Colour.RED, InMain, in_main, Point(3)]
    return [repr(pickle.loads(pickle.dumps(each, protocol)))[:40] for each in things for protocol in (0, 2, 4)]


@probe
def same_bytes():
    return [pickle.dumps(each, 2).hex() for each in (fid.helpers.double, fid.models.Record(1), InMain, in_main)]


@probe
def modules_of_things():
    return [each.__module__ for each in (fid.helpers.double, fid.models.Record, InMain, in_main, Point)]


@probe
def hints():
    return [repr(typing.get_type_hints(each)) for each in (fid.models.Record, fid.models.with_hints, Point)]


@probe
def fields():
    return [[field.name, str(field.type)] for field in dataclasses.fields(fid.models.Record)]


@probe
def copies():
    return repr(copy.deepcopy(fid.models.Record(2)))


@probe
def module_of_main():
    return sys.modules['__main__'].InMain is InMain, __name__


done()
