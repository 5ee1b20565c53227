"""A main in no package."""
import sys
import inspect
import single


def function():
    pass


print(__name__, __package__, __spec__, single.NAME, __doc__, sys.argv[1:])
print(inspect.getsource(function))
