# SPDX-License-Identifier: 0BSD
# What a program needs with its first import of a bundled module. It is the first of all parts; see need() in hot.py.
from _frozen_importlib import ModuleSpec

# As in hot.py, and for all other parts; each may have globals of its own.
_imp._fix_co_filename(sys._getframe().f_code, attach.__code__.co_filename)
_hide = "__import__('_imp')._fix_co_filename(__import__('sys')._getframe().f_code, %r)\n" % attach.__code__.co_filename

virtual = True  # whether `root`, which stands before the paths in __file__, is no directory
_lines = index[1:].split('\n')
folders = {*_lines[len(files):]}  # 'package/', 'package/data/'
# modules of the environment that are not loaded yet -> what of cold/ to call with each as soon as it is
hooks = {'importlib.abc': 'register', 'inspect': 'explain', 'linecache': 'seed', 'pkg_resources': 'provide'}
if sys.version_info < (3, 13):
    hooks['threading'] = 'watch'
if sys.version_info < (3, 10):
    hooks['importlib.resources'] = 'amend'


def parts():
    """Return the texts of cold/, of which most may be packed into one."""
    global cold
    found = cold  # another thread may unpack it meanwhile
    if found and found[-1][0] != '\n':
        packed = _standard('binascii').a2b_base64(found[-1])
        cold = found = (*found[:-1], *_standard('zlib').decompress(packed).decode().split('\f'))
    return found


def _standard(module):
    """Import a module of the standard library, even where the program has taken its place from sys.path."""
    try:
        return __import__(module)
    except ImportError:
        home = os.path.dirname(os.__file__)
        sys.path += [home, os.path.join(home, 'lib-dynload'), os.path.join(sys.base_exec_prefix, 'DLLs')]
        try:
            return __import__(module)
        finally:
            del sys.path[-3:]


def execute(part, names):
    """Execute a text of cold/ with `names` as its globals."""
    exec(_hide + part, names)


def need(what, names=globals()):
    """Return the function or class `what` of cold/; the part that defines it is compiled when it is first needed."""
    for part in parts() if what not in names else ():
        if '\ndef %s(' % what in part or '\nclass %s' % what in part:
            execute(part, names)
    return names.get(what) or need('omitted')(what)


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


def path_hook(path):
    """Return a finder for a folder of the bundle, as sys.path_hooks want it."""
    if str(path).startswith(root):
        return need('EntryFinder')(path)
    raise ImportError('not a folder of this bundle', path=path)


def find(fullname, folder):
    """Return the module's spec if it is in `folder`, False if a portion of a namespace package is, else None."""
    path = (folder and folder + '/') + fullname.rpartition('.')[2]
    for file in path + '/__init__.py', path + '.py':
        if file in contents:
            file = place(file)
            return _external.spec_from_file_location(fullname, file, loader=Loader(fullname, file))
    return False if path + '/' in folders else None


def find_spec(self, fullname, path=None, target=None):
    """As MetaPathFinder has it."""
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


def get_data(self, path):
    """As ResourceLoader has it."""
    inner = key(str(path))
    return read(inner) if inner in contents else need('elsewhere')(self, path)


Finder.find_spec = find_spec
Finder.iter_modules = later('top_modules')
Finder.find_distributions = later('distributions')
Loader.get_data = get_data
Loader.get_resource_reader = later('reader')
Finder.__init__ = lambda self: sys.path_hooks.insert(0, path_hook)
if Finder in map(type, sys.meta_path):
    sys.path_hooks.insert(0, path_hook)
