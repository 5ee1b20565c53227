# SPDX-License-Identifier: 0BSD
# Modules that say that they are files of a directory.


def directory(path):
    """Return what stands before the modules' paths, if not the bundle's `path`, and whether it is no directory."""
    source = None if sys.flags.ignore_environment else os.environ.get('PYBUNDLE_ROOT')
    if source:
        return os.path.abspath(source), False
    return (need('extracted')(), False) if 'extract' in globals() else (path, True)
