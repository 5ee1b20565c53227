"""A future statement is in force where it stands, and nowhere else."""
from __future__ import annotations

import odd.future
import odd.no_future

from . import done, probe


@probe
def where_it_stands():
    return odd.future.f(1)


@probe
def elsewhere():
    return odd.no_future.f(1)


@probe
def in_main():
    def f(x: undefined):  # noqa: F821
        pass
    return f.__annotations__


done()
