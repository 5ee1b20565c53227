# SPDX-License-Identifier: 0BSD
# What every start of a bundle needs. The globals of this code are the bundle's dictionary, so that 'name', 'id',
# 'entry', 'attribute', 'extract', 'top_level', 'index', 'files' and 'cold' are names here. Each start compiles this
# anew, which takes longer than all else that it does: what only some programs need stands in cold/. Nothing is imported
# that the interpreter hasn't loaded already.
import _frozen_importlib_external as _external
import _imp
import os
import sys
from _frozen_importlib import ModuleSpec

__name__ = 'pybundle'

_lines = index[1:].split('\n')
contents = dict(zip(_lines, files))  # 'package/module.py' -> a header line, then its content
folders = {*_lines[len(files):]}     # 'package/', 'package/data/'
root = ''                            # what stands before these paths in __file__
virtual = True                       # whether root is no directory
# modules of the environment that are not loaded yet -> what of cold/ to call with each as soon as it is
hooks = {'importlib.abc': 'register', 'linecache': 'seed', 'pkg_resources': 'provide'}
if sys.version_info < (3, 10):
    hooks['importlib.resources'] = 'amend'


def need(what, names=globals()):
    """Return the function or class `what` of cold/; the part that defines it is compiled when it is first needed."""
    for part in cold if what not in names else ():
        if '\ndef %s(' % what in part or '\nclass %s' % what in part:
            exec(compile(part, need.__code__.co_filename, 'exec', 0, True), names)
    return names.get(what) or need('omitted')(what)


def later(what):
    """Return a method that is the function `what` of cold/."""
    return lambda *args: need(what)(*args)


def key(path):
    """Return the bundle's own name of `path`, which is normal, '' for the root, or None if `path` is outside."""
    if path == root:
        return ''
    if path.startswith(root + os.sep):
        return path[len(root) + 1:].replace(os.sep, '/')


def place(path):
    """Return what `__file__` is for the bundle's own name `path`."""
    return root + os.sep + path.replace('/', os.sep)


def read(path):
    """Return the bytes of the bundled file `path`."""
    text = contents[path]
    if text[len(path)] != '\n':
        return need('decode')(text[len(path):])
    return text[len(path) + 1:].encode('utf-8', 'surrogateescape')


def find(fullname, folder):
    """Return the module's spec if it is in `folder`, False if a portion of a namespace package is, else None."""
    path = (folder and folder + '/') + fullname.rpartition('.')[2]
    for file in path + '/__init__.py', path + '.py':
        if file in contents:
            file = place(file)
            return _external.spec_from_file_location(fullname, file, loader=Loader(fullname, file))
    return False if path + '/' in folders else None


class Loader(_external.FileLoader, _external.SourceLoader):
    # Not a SourceFileLoader: who sees one goes to the file system. All that runs or compiles a module is inherited,
    # and this code bears importlib's own file name: so tracebacks and warnings leave its frames out.

    def get_data(self, path):
        inner = key(str(path))
        return read(inner) if inner in contents else need('elsewhere')(self, path)

    get_source = later('source')
    get_resource_reader = later('reader')


def path_hook(path):
    """Return a finder for a folder of the bundle, as sys.path_hooks want it."""
    if str(path).startswith(root):
        return need('EntryFinder')(path)
    raise ImportError('not a folder of this bundle', path=path)


class Finder:
    """Finds what the bundle contains; it stands on sys.meta_path directly before PathFinder."""

    runtimes = globals(),

    def find_spec(self, fullname, path=None, target=None):
        # A submodule is found by its parent's path alone, never by name: the parent may be another package of that
        # name. A foreign entry is PathFinder's, which comes back through path_hook() for ours, in the path's order.
        spec = None
        for folder in [''] if path is None else map(key, map(str, path)):
            if folder is not None:
                spec = find(fullname, folder)
            if folder is None or spec is not None:
                break
        if fullname in hooks or spec is False or (
                spec is None and path is not None and find(fullname, fullname.rpartition('.')[0].replace('.', '/'))):
            return need('special')(spec, fullname, path, self)
        return spec

    iter_modules = later('top_modules')
    find_distributions = later('distributions')


def attach(frame):
    """Take the bundle's name from its `frame`, and make its modules importable unless that has been done.

    Return the name of a module whose import raises what stands against it, or None.
    """
    global root
    names = frame.f_globals
    names.pop('_pybundle', None)
    frame.f_locals.pop('_pybundle', None)
    _imp.acquire_lock()
    try:
        if names.get('__name__') == '__main__' and sys.version_info < (3, 13):
            hooks['threading'] = 'watch'
            if sys.excepthook is sys.__excepthook__:
                sys.excepthook = lambda *error: need('excepthook')(*error)
        root = str(names.get('__file__'))
        if (not os.path.isabs(root) or '<' in root or '\n' in root or 'PYBUNDLE_ROOT' in os.environ
                or 'PYBUNDLE_RECORD' in os.environ or {'extract', 'isolate'} & globals().keys()
                or {*hooks, *top_level.split()} & sys.modules.keys()
                or 'pybundle' in str(sys.meta_path) or sys.meta_path[-1] != _external.PathFinder):
            return need('adapt')(frame)
        root = os.path.abspath(root)
        sys.path_hooks.insert(0, path_hook)
        sys.meta_path.insert(-1, Finder())
    finally:
        _imp.release_lock()
