"""runpy from inside."""
import runpy
import sys

from . import done, probe


@probe
def module():
    names = runpy.run_module('fid.runs')
    return [names['NAME'], names['FILE'], names['PACKAGE'], names['SPEC'].name]


@probe
def as_main():
    names = runpy.run_module('fid.runs', run_name='__main__', alter_sys=True)
    return [names['NAME'], names['ARGUMENT'], names['PACKAGE']]


@probe
def package():
    return runpy.run_module('fid.runnable')['WHERE']


@probe
def missing():
    return runpy.run_module('fid.missing')


@probe
def package_without_main():
    return runpy.run_module('fid.sub')


@probe
def namespace():
    return runpy.run_module('spaces')


done()
