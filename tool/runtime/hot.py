# SPDX-License-Identifier: 0BSD
# What every start of a bundle needs. The globals of this code are the bundle's dictionary, so that 'name', 'id',
# 'entry', 'attribute', 'index', 'files' and 'cold' are names here. Each start compiles this anew: what only some
# programs need stands in cold.py. Nothing is imported that the interpreter hasn't loaded already.
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


def need(what):
    """Return `what` of cold.py, which is compiled when something of it is needed first."""
    if what not in globals():
        exec(compile(cold, need.__code__.co_filename, 'exec', 0, True), globals())
    return globals()[what]


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
        own = fullname in (None, '__main__', '__mp_main__')
        text = super().get_source(self.name if own else fullname)
        # linecache uses splitlines(), which ends lines where Python's grammar does not.
        plain = len((text + '.').splitlines()) == text.count('\n') + 1
        return text if plain else need('Text')(text)

    def get_resource_reader(self, fullname=None):
        return need('Reader')(os.path.dirname(self.path))


class EntryFinder:
    """Finds modules in one folder of the bundle, as FileFinder does in a directory."""

    def __init__(self, path):
        self.path = path
        self.folder = key(path) if isinstance(path, str) else None
        if self.folder is None or (self.folder + '/' not in folders if self.folder else not virtual):
            raise ImportError('not a folder of this bundle', path=path)

    def find_spec(self, fullname, target=None):
        spec = find(fullname, self.folder)
        if spec is False:
            spec = ModuleSpec(fullname, None, is_package=True)
            spec.submodule_search_locations.append(self.path + os.sep + fullname.rpartition('.')[2])
        return spec

    def iter_modules(self, prefix=''):
        return need('modules')(self.folder, prefix)

    def invalidate_caches(self):
        """Do nothing: what a bundle contains does not change."""

    get_data = Loader.get_data


class Finder:
    """Finds what the bundle contains; it stands on sys.meta_path directly before PathFinder."""

    runtime = globals()

    def find_spec(self, fullname, path=None, target=None):
        if fullname in hooks:
            return hooked(fullname, path, self)
        spec = None
        if path is None:
            spec = find(fullname, '')
        else:
            # By the parent's path alone, never by name: the parent may be another package of that name. A foreign
            # entry is PathFinder's, which comes back through EntryFinder for ours, in the path's order.
            for entry in path:
                folder = key(entry) if isinstance(entry, str) else None
                if folder is None:
                    return None
                spec = find(fullname, folder)
                if spec is not None:
                    break
        return need('namespace')(fullname, path) if spec is False else spec

    def iter_modules(self, prefix=''):
        return need('modules')('', prefix)

    def find_distributions(self, *context):
        return need('distributions')(*context)


def seed(linecache):
    """Tell linecache how to get the modules' text, for those who ask it with nothing but a file name."""
    for path in contents:
        if path.endswith('.py'):
            linecache.cache[place(path)] = Loader(None, place(path)).get_source,


def register(abc):
    """Make the loaders instances of what they implement."""
    abc.FileLoader.register(Loader)
    abc.SourceLoader.register(Loader)


def watch(threading):
    """Do for threads what excepthook does for the main one."""
    if threading.excepthook is getattr(sys.modules['_thread'], '_excepthook', None):
        threading.excepthook = lambda args: need('thread_excepthook')(args)


hooks = {}  # module of the environment that is not loaded -> what to call with it as soon as it is


def hook(fullname, action):
    """Call `action` with the module of the environment, now or when it is loaded."""
    if fullname in sys.modules:
        action(sys.modules[fullname])
    else:
        hooks[fullname] = action


def hooked(fullname, path, finder):
    """Find a module of the environment so that its hook is called as soon as it is executed."""
    spec = None
    for other in sys.meta_path[sys.meta_path.index(finder) + 1:]:  # of which some may be other bundles' finders
        if hasattr(other, 'find_spec'):
            spec = spec or other.find_spec(fullname, path)
    if spec is not None:
        def exec_module(module):
            vars(loader).pop('exec_module', None)
            run(module)
            if fullname in hooks:
                hooks.pop(fullname)(module)

        loader = spec.loader
        run = loader.exec_module
        loader.exec_module = exec_module
    return spec


def excepthook(kind, value, traceback):
    """Print an uncaught exception. Until 3.12 the interpreter's own hook prints lines of wrong files."""
    from traceback import print_exception
    print_exception(kind, value, traceback)


def attach(frame):
    """Take the bundle's name from its `frame`, and make its modules importable unless that has been done."""
    global root, virtual
    frame.f_globals.pop('_pybundle', None)
    frame.f_locals.pop('_pybundle', None)
    _imp.acquire_lock()
    try:
        others = [getattr(type(finder), 'runtime', {}) for finder in sys.meta_path]
        for other in others:
            if other.get('id') == id:
                root, virtual = other['root'], other['virtual']
                return
        root = frame.f_globals.get('__file__') or frame.f_code.co_filename
        if root[0] == '<' or '\n' in root:
            root = '<pybundle %s>' % name
        try:
            root = os.path.abspath(root)
        except OSError:  # the working directory is gone
            root = os.path.join(os.sep, root)
        source = None if sys.flags.ignore_environment else os.environ.get('PYBUNDLE_ROOT')
        if source:
            root, virtual = os.path.abspath(source), False
        elif 'extract' in globals():
            root, virtual = need('extracted')(), False
        if root in [other.get('root') for other in others]:
            root += ' ' + id
        hook('importlib.abc', register)
        hook('linecache', seed)
        hook('pkg_resources', lambda module: need('provide')(module))
        if sys.version_info[:2] == (3, 9):
            hook('importlib.resources', lambda module: need('archive'))
        if frame.f_globals.get('__name__') == '__main__' and sys.version_info < (3, 13):
            hook('threading', watch)
            if sys.excepthook is sys.__excepthook__:
                sys.excepthook = excepthook
        sys.path_hooks.insert(0, EntryFinder)
        here = len(sys.meta_path)
        if _external.PathFinder in sys.meta_path:
            here = sys.meta_path.index(_external.PathFinder)
        sys.meta_path.insert(here, Finder())
    finally:
        _imp.release_lock()


def install():
    """Make the bundle's modules importable."""
    attach(sys._getframe(1))


# main() and export() import and compile. If that fails, their own frames must not stand in the traceback; therefore
# they are methods of built-in types, which have none, and get their arguments from generators, which are left by then.

def _main():
    frame = sys._getframe(1)
    attach(frame)
    names, line = frame.f_globals, frame.f_lineno
    module, path = entry, entry.replace('.', '/')
    if path + '/__main__.py' in contents:
        module, path = module + '.__main__', path + '/__main__'
    package = module.rpartition('.')[0]
    location = place(path + '.py')
    names['__loader__'] = loader = Loader(module, location)
    if package:
        # Without a name multiprocessing finds main by its path, and so runs the whole bundle in its children.
        spec = names.get('__spec__') or ModuleSpec(None, loader, origin=location)
        spec.__class__ = type('ModuleSpec', (ModuleSpec,), {'parent': package})
        names.update(__package__=package, __spec__=spec)

    def explain(inspect):
        # To inspect, main's classes are in the bundle's own file, and main's functions in a file of no module.
        inspect.modulesbyfile[location] = '__main__'
        lines = loader.get_source().splitlines(True)
        if len(lines) < line:  # else a traceback would show one of them for the launcher
            sys.modules['linecache'].cache[names['__file__']] = 0, None, lines, names['__file__']

    if names.get('__name__') == '__main__' and '__file__' in names:
        hook('inspect', explain)
    yield read(path + '.py')
    yield location
    yield package or 'sys'


def _export():
    frame = sys._getframe(1)
    attach(frame)
    yield frame.f_locals
    yield entry


def _bind(names, module):
    for part in attribute.split('.'):
        module = getattr(module, part)
    names.pop(part, None)  # so that it becomes the last
    names[part] = module


_steps = _main() if 'attribute' not in globals() else _export()
main = map(compile, _steps, _steps, ['exec'], [0], map(bool, map(__import__, _steps))).__next__
export = map(_bind, _steps, map(__import__, _steps, [None], [None], [('__name__',)])).__next__
