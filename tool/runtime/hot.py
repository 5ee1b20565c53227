# SPDX-License-Identifier: 0BSD
# What every start of a bundle needs. The globals of this code are the bundle's dictionary, so that 'name', 'id',
# 'entry', 'attribute', 'script', 'extract', 'top_level', 'index', 'files' and 'cold' are names here. Each start compiles
# this anew, which takes longer than all else that it does: what a program needs only with its first import of a bundled
# module stands in cold/finding.py, and what only some programs need elsewhere in cold/. Nothing is imported that the
# interpreter hasn't loaded already.
import _frozen_importlib_external as _external
import _imp
import os
import sys

# This code bears importlib's own file name: so tracebacks and warnings leave its frames out. exec() of a text names no
# file; compile() does, but its first call in a process takes a millisecond, to prepare the syntax tree for Python.
_imp._fix_co_filename(sys._getframe().f_code, _external.SourceLoader.get_code.__code__.co_filename)

__name__ = 'pybundle'

contents = dict(zip(index[1:].split('\n'), files))  # 'package/module.py' -> a header line, then its content
# What calls for more: names in the bundle, modules that must learn of it, and words and characters that attach() looks for.
known = {*(top_level + '/importlib.abc/importlib.metadata/importlib.resources/inspect/linecache/pkg_resources/pkgutil'
           '/threading/PYBUNDLE_ROOT/PYBUNDLE_RECORD/\n').split('/')}


def need(what):
    """Return the function or class `what` of cold/. What stands first there defines this anew, and better."""
    exec(cold[0], globals())
    return need(what)


def later(what):
    """Return a method that is the function `what` of cold/."""
    return lambda *args: need(what)(*args)


class Loader(_external.FileLoader, _external.SourceLoader):
    # Not a SourceFileLoader: who sees one goes to the file system. All that runs or compiles a module is inherited.
    get_data = later('get_data')
    get_source = later('source')


class Finder:
    """Finds what the bundle contains; it stands on sys.meta_path directly before PathFinder."""

    runtimes = globals(),

    def find_spec(self, fullname, path=None, target=None):
        if {fullname, fullname.partition('.')[0]} & known:
            return need('find_spec')(self, fullname, path)


def attach(frame):
    """Make the modules of the bundle whose `frame` it is importable, unless that has been done.

    Return the name of a module whose import raises what stands against it, or None.
    """
    global prints, root
    names = frame.f_globals
    if names.get('__name__') == '__main__' and sys.version_info < (3, 13) and sys.excepthook is sys.__excepthook__:
        sys.excepthook = prints = later('excepthook')
    root = str(names.get('__file__') or '<')
    if ('adapt' in globals() or root[0] == '<' or known & {*root, *sys.modules, *os.environ}
            or 'pybundle' in str(sys.meta_path) or sys.meta_path[-1] != _external.PathFinder):
        return need('adapt')(frame)
    try:
        root = os.path.abspath(root)
    except OSError:  # the working directory is gone
        return need('adapt')(frame)
    sys.meta_path.insert(-1, Finder())
