"""What a small program does under each of the interpreter's flags."""
import importlib
import pkgutil
import sys
import threading

import fid.helpers
from fid.sub.deep.leaf import VALUE

from . import done, probe


@probe
def imports():
    return [VALUE, importlib.import_module('single').NAME, fid.__file__]


@probe
def data():
    return pkgutil.get_data('fid', 'data/logo.png').hex()


@probe
def docstring():
    return [fid.__doc__, fid.helpers.double.__doc__]


@probe
def asserts():
    try:
        assert False
    except AssertionError:
        return 'checked'
    return 'not checked'


@probe
def thread():
    seen = []
    worker = threading.Thread(target=lambda: seen.append(importlib.import_module('spaces.inner.member').WHERE))
    worker.start()
    worker.join()
    return seen


@probe
def flags():
    return repr(sys.flags)


done()
