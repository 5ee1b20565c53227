"""Imports a bundle under its own name, as users of the library do, and prints its public names.

    python -I run_library.py FILE

The names are sorted, one on a line: what `from bundle import *` would bind. It is imported, then reloaded, as Dask does
with a file that it is given. Exit status 1 if that fails, or if there is nothing to use. Runs on Python 3.8 and newer.
"""

import importlib
import os
import sys


def public_names(module):
    names = getattr(module, '__all__', None)
    if names is None:
        names = [name for name in vars(module) if not name.startswith('_')]
    return sorted(names)


def main(path):
    directory, file_name = os.path.split(os.path.abspath(path))
    name = os.path.splitext(file_name)[0]
    if not name.isidentifier():
        return f'no import statement can name {file_name}: give the bundle a name of letters, digits and _'
    sys.path.insert(0, directory)
    module = importlib.import_module(name)
    names = public_names(module)
    if not names and not hasattr(module, '__path__'):  # a package may have modules alone
        return f'{file_name} has no public names'
    missing = [each for each in names if not hasattr(sys.modules[name], each)]
    if missing:
        return f'{file_name} has no {", ".join(missing)}, which __all__ names'
    if public_names(importlib.reload(sys.modules[name])) != names:
        return f'{file_name} has other names after a reload'
    print('\n'.join(names))


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
