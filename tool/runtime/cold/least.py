# SPDX-License-Identifier: 0BSD
# In place of hot.py, for bundles that are as small as can be and need nothing but imports. Its names mean what they do there.
import _frozen_importlib_external as _external
import _imp
import os
import sys
from _frozen_importlib import ModuleSpec

_imp._fix_co_filename(sys._getframe().f_code, _external.SourceLoader.get_code.__code__.co_filename)
__name__ = 'pybundle'
_lines = index[1:].split('\n')
contents = dict(zip(_lines, files))
folders = {*_lines[len(files):]}
hooks = {}
need = globals().get


def key(path):
    return path[len(root) + 1:].replace(os.sep, '/') if path.startswith(root + os.sep) else None


normal = key


def place(path):
    return root + os.sep + path.replace('/', os.sep)


def read(path):
    return contents[path][len(path) + 1:].encode('utf-8', 'surrogateescape')


class Loader(_external.FileLoader, _external.SourceLoader):

    def get_data(self, path):
        return read(key(path)) if key(path) in contents else super().get_data(path)

    def get_source(self, fullname=None):
        return super().get_source(self.name)


class Finder:

    bundle = id

    def find_spec(self, fullname, path=None, target=None):
        for folder in [root] if path is None else path:
            base = str(folder) + os.sep + fullname.rpartition('.')[2]
            for file in base + os.sep + '__init__.py', base + '.py':
                if key(file) in contents:
                    return _external.spec_from_file_location(fullname, file, loader=Loader(fullname, file))


def attach(frame):
    global root
    names, finders, last = frame.f_globals, sys.meta_path, _external.PathFinder
    root = os.path.abspath(names.get('__file__') or '<%s>' % name)
    if id not in [getattr(each, 'bundle', 0) for each in finders]:
        for top in top_level.split('/'):
            if top != '__main__' and getattr(sys.modules.get(top), '__dict__', names) is not names:
                raise ImportError("'%s' of this bundle can't be imported: the process has imported another one before" % top)
        finders.insert(finders.index(last) if last in finders else len(finders), Finder())
        if names.get('__name__') == '__main__' and sys.version_info < (3, 13) and sys.excepthook is sys.__excepthook__:
            sys.excepthook = lambda *error: __import__('traceback').print_exception(*error)
