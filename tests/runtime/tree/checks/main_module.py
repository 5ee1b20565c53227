"""What main sees of itself."""
import importlib
import os
import sys

from . import done, probe

VALUE = 1


@probe
def names():
    return [__name__, __package__, __doc__, type(__loader__).__name__ != '', __builtins__.__name__]


@probe
def relative_import():
    from . import _answer_helper
    return _answer_helper.NAME, importlib.import_module('._answer_helper', __package__).__name__


@probe
def parent_is_imported():
    return 'checks' in sys.modules, sys.modules['checks'].__file__


@probe
def in_modules():
    return sys.modules['__main__'].VALUE, vars(sys.modules['__main__']) is globals()


@probe
def imported_by_name():
    import checks._main_module_twin as twin
    return twin.__name__


@probe
def spec():
    return __spec__.parent, __spec__.loader is __loader__


@probe
def file():
    return os.path.isabs(__file__) or sys.version_info < (3, 9), os.path.exists(__file__)


@probe
def code():
    return sys._getframe(1).f_code.co_filename[-9:], sys._getframe(0).f_code.co_filename


@probe
def arguments():
    return sys.argv[1:]


@probe
def left_behind():
    return [name for name in list(globals()) + dir(__import__('builtins')) if 'pybundle' in name]


@probe
def global_names():
    return sorted(globals())


done()
