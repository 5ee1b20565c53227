# SPDX-License-Identifier: 0BSD
# What every start of a bundle needs. The globals of this code are the bundle's dictionary, so that 'name', 'id',
# 'entry', 'attribute', 'extract', 'index', 'files' and 'cold' are names here. Each start compiles this anew: what only
# some programs need stands in cold/. Nothing is imported that the interpreter hasn't loaded already.
import _frozen_importlib_external as _external
import _imp
import os
import sys
from _frozen_importlib import ModuleSpec

__name__ = 'pybundle'

_lines = index[1:].split('\n')
contents = dict(zip(_lines, files))  # 'package/module.py' -> a header line, then its content
folders = set(_lines[len(files):])   # 'package/', 'package/data/'
root = ''                            # what stands before these paths in __file__
virtual = True                       # whether root is no directory


def need(what, names=globals()):
    """Return `what` of cold/, of which a file is compiled, into `names`, when something that it defines is needed."""
    if what not in names:
        for mark in 'def %s(', 'class %s(', 'class %s:', '%s = ':
            head, mark, tail = cold.partition('\n' + mark % what)
            if mark:
                licence = '# SPDX-License-Identifier'  # a file's first line
                part = head.rpartition(licence)[2] + mark + tail.partition(licence)[0]
                exec(compile('#' + part, need.__code__.co_filename, 'exec', 0, True), names)
    return names[what]


def key(path):
    """Return the bundle's own name of `path`, '' for the root, or None if `path` is outside."""
    if path.startswith(root):
        inner = path[len(root):].replace(os.sep, '/')
        if '/.' in inner or '//' in inner or inner[-1:] == '/':
            path = os.path.normpath(path)
            inner = path[len(root):].replace(os.sep, '/') if path.startswith(root) else '.'
        if inner[:1] in ('', '/'):
            return inner[1:]


def place(path):
    """Return what `__file__` is for the bundle's own name `path`."""
    return root + os.sep + path.replace('/', os.sep)


def read(path):
    """Return the bytes of the bundled file `path`."""
    head, _, text = contents[path].partition('\n')
    encoding = head[len(path):]
    if encoding == ' [base64]':
        from binascii import a2b_base64
        return a2b_base64(text)
    if encoding == ' [crlf]':
        text = text.replace('\n', '\r\n')
    return text.encode('utf-8', 'surrogateescape')


def find(fullname, folder):
    """Return the module's spec if it is in `folder`, False if a portion of a namespace package is, else None."""
    path = fullname.rpartition('.')[2]
    if folder:
        path = folder + '/' + path
    if path + '/__init__.py' in contents:
        location = place(path + '/__init__.py')
    elif path + '.py' in contents:
        location = place(path + '.py')
    else:
        return False if path + '/' in folders else None
    return _external.spec_from_file_location(fullname, location, loader=Loader(fullname, location))


class Loader(_external.FileLoader, _external.SourceLoader):
    # Not a SourceFileLoader: who sees one goes to the file system. All that runs or compiles a module is inherited,
    # and this code bears importlib's own file name: so tracebacks and warnings leave its frames out.

    def get_data(self, path):
        inner = key(str(path))
        if inner in contents:
            return read(inner)
        if virtual and inner is not None:
            raise FileNotFoundError(2, os.strerror(2), path)
        return super().get_data(path)

    def get_source(self, fullname=None):
        return need('source')(self, fullname, super().get_source)

    def get_resource_reader(self, fullname=None):
        return need('Reader')(os.path.dirname(self.path))


def path_hook(path):
    """Return a finder for a folder of the bundle, as sys.path_hooks want it."""
    folder = key(path) if isinstance(path, str) else None
    if folder is None or (folder + '/' not in folders if folder else not virtual):
        raise ImportError('not a folder of this bundle', path=path)
    return need('EntryFinder')(path, folder)


class Finder:
    """Finds what the bundle contains; it stands on sys.meta_path directly before PathFinder."""

    runtimes = globals(),

    def find_spec(self, fullname, path=None, target=None):
        # A submodule is found by its parent's path alone, never by name: the parent may be another package of that
        # name. A foreign entry is PathFinder's, which comes back through path_hook() for ours, in the path's order.
        spec = None
        if path is None:
            spec = find(fullname, '')
        else:
            for entry in path:
                folder = key(entry) if isinstance(entry, str) else None
                if folder is not None:
                    spec = find(fullname, folder)
                if folder is None or spec is not None:
                    break
            inner = fullname.replace('.', '/')
            if spec is None and (inner + '.py' in contents or inner + '/__init__.py' in contents):
                need('foreign_parent')(fullname, path, self)
        if spec is False:
            spec = need('namespace')(fullname, path)
        return need('hooked')(spec, fullname, path, self) if fullname in hooks else spec

    def iter_modules(self, prefix=''):
        return need('modules')('', prefix)

    def find_distributions(self, *context):
        return need('distributions')(*context)


# modules of the environment that are not loaded yet -> what of cold/ to call with each as soon as it is
hooks = {'importlib.abc': 'register', 'linecache': 'seed', 'pkg_resources': 'provide'}
if sys.version_info[:2] == (3, 9):
    hooks['importlib.resources'] = 'archive'


def attach(frame):
    """Take the bundle's name from its `frame`, and make its modules importable unless that has been done."""
    global root, virtual
    names = frame.f_globals
    names.pop('_pybundle', None)
    frame.f_locals.pop('_pybundle', None)
    _imp.acquire_lock()
    try:
        others = [other for finder in sys.meta_path for other in getattr(type(finder), 'runtimes', ())]
        for other in others:
            if other['id'] == id and 'isolate' not in globals() and 'execution' not in other:
                root, virtual = other['root'], other['virtual']
                return
        root = str(names.get('__file__') or frame.f_code.co_filename)
        if root[:1] in ('', '<') or '\n' in root:
            root = '<pybundle %s>' % name
        try:
            root = os.path.abspath(root)
        except OSError:  # the working directory is gone
            root = os.path.join(os.sep, root)
        if 'PYBUNDLE_ROOT' in os.environ or 'extract' in globals():
            root, virtual = need('directory')(root)
        if root in [other['root'] for other in others if other['id'] != id]:
            root += ' ' + id
        hidden = [each for other in others if 'execution' in other for each in other['execution'].aside]
        taken = [each for each in [*sys.modules, *hidden] if each + '/' in folders or each + '.py' in contents]
        isolated = need('crowded')(taken, names) if 'isolate' in globals() else taken and need('settle')(taken, names)
        if names.get('__name__') == '__main__' and sys.version_info < (3, 13):
            hooks['threading'] = 'watch'
            if sys.excepthook is sys.__excepthook__:
                sys.excepthook = lambda *error: need('excepthook')(*error)
        for module in sys.modules.keys() & hooks.keys():
            if sys.modules[module] is not None:  # None forbids the import
                need(hooks.pop(module))(sys.modules[module])
        sys.path_hooks.insert(0, path_hook)
        finders, last = sys.meta_path, _external.PathFinder
        finder = need('separate')(names) if isolated else Finder()
        if finder not in finders:
            finders.insert(finders.index(last) if last in finders else len(finders), finder)
    finally:
        _imp.release_lock()


need('export' if 'attribute' in globals() else 'main')
