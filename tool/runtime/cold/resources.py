# SPDX-License-Identifier: 0BSD
# Data files for importlib.resources of every version.
import io
import posixpath


class Resource:
    """A file or folder of the bundle, with importlib.resources.abc.Traversable's methods and what pathlib adds to them.

    It may also be neither, as a path may be.
    """

    def __init__(self, path):
        self._path = path  # the bundle's own name, '' for the root

    def __eq__(self, other):
        return self._path == other._path if isinstance(other, Resource) else NotImplemented

    def __hash__(self):
        return hash(self._path)

    def __str__(self):
        return place(self._path) if self._path else root

    def __repr__(self):
        return 'Resource(%r)' % str(self)

    name = property(lambda self: posixpath.basename(self._path) or os.path.basename(root))
    stem = property(lambda self: posixpath.splitext(self.name)[0])
    suffix = property(lambda self: posixpath.splitext(self.name)[1])
    parent = property(lambda self: type(self)(posixpath.dirname(self._path)))

    def joinpath(self, *others):
        path = posixpath.join(self._path, *(os.fspath(other).replace(os.sep, '/') for other in others))
        path = posixpath.normpath(path)
        return type(self)('' if path == '.' else path)

    __truediv__ = joinpath

    def is_file(self):
        return self._path in contents

    def is_dir(self):
        return not self._path or self._path + '/' in folders

    def exists(self):
        return self.is_file() or self.is_dir()

    def iterdir(self):
        if not self.is_dir():
            raise self._missing(20 if self.is_file() else 2)
        return iter([self.joinpath(leaf) for leaf in need('children')().get(self._path, ())])

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        if set(mode) - set('rbt'):
            raise self._missing(30)
        stream = io.BytesIO(self.read_bytes())
        return stream if 'b' in mode else io.TextIOWrapper(stream, encoding, errors, newline)

    def read_bytes(self):
        if not self.is_file():
            raise self._missing(21 if self.is_dir() else 2)
        return read(self._path)

    def read_text(self, encoding=None, errors=None, newline=None):
        with self.open('r', -1, encoding, errors, newline) as stream:
            return stream.read()

    def _missing(self, number):
        return OSError(number, os.strerror(number), str(self))

    def _as_file(self):
        """Return a context manager for as_file()."""
        import contextlib
        import pathlib
        path = pathlib.Path(str(self))
        return contextlib.nullcontext(path) if path.exists() else Copy(self)


class Extracted(Resource):
    """What stands in a directory, too, unless it is a module: so it may be given to open() as a pathlib.Path may."""

    __fspath__ = Resource.__str__


class Copy:
    """A context manager for as long as a file or folder is on the disk; it gives the path, whose name is the same.

    It is a path to nothing if the resource is nothing, as from the disk.
    """

    def __init__(self, resource):
        self._resource = resource

    def __enter__(self):
        import pathlib
        import tempfile
        self._directory = tempfile.TemporaryDirectory()
        return self._write(self._resource, pathlib.Path(self._directory.name))

    def __exit__(self, *error):
        self._directory.cleanup()

    def _write(self, resource, directory):
        path = directory / resource.name
        if resource.is_dir():
            path.mkdir()
            for child in resource.iterdir():
                self._write(child, path)
        elif resource.is_file():
            path.write_bytes(resource.read_bytes())
        return path


class Merged:
    """A folder whose parts are several folders, of which the first has precedence: a namespace package's."""

    def __init__(self, parts):
        self._parts = parts
        self.name = parts[0].name

    def __str__(self):
        return str(self._parts[0])

    def __repr__(self):
        return 'Merged(%s)' % ', '.join(map(repr, self._parts))

    def is_dir(self):
        return True

    def is_file(self):
        return False

    def iterdir(self):
        names = {child.name for part in self._parts if part.is_dir() for child in part.iterdir()}
        return iter([self.joinpath(leaf) for leaf in sorted(names)])

    def joinpath(self, *others):
        found = [part.joinpath(*others) for part in self._parts]
        there = [each for each in found if each.is_file() or each.is_dir()]
        if len(there) > 1 and all(each.is_dir() for each in there):
            return Merged(there)
        return (there or found)[0]

    __truediv__ = joinpath

    def open(self, *args, **kwargs):
        raise IsADirectoryError(21, os.strerror(21), str(self))

    read_bytes = read_text = open


def traversable(path):
    """Return the folder `path`, in the bundle or on the disk."""
    inner = need('normal')(path)
    if inner is None or (not virtual and inner + '/' not in folders):
        import pathlib
        return pathlib.Path(path)
    return (Resource if virtual else Extracted)(inner)


def reader(loader, fullname=None):
    return Reader(os.path.dirname(loader.path))


def introduce(as_file):
    """Let as_file(), a functools.singledispatch, ask a Resource itself.

    What that knows is for ever, so it gets a class of no bundle's, which refers to ours only weakly.
    """
    import abc
    import operator
    for known in as_file.registry:
        if known.__module__ == __name__:
            break
    else:
        known = abc.ABCMeta('Resource', (), {'__module__': __name__})
        as_file.register(known, operator.methodcaller('_as_file'))
    known.register(Resource)


class Reader:
    """What get_resource_reader() returns: importlib.resources.abc.TraversableResources' methods."""

    def __init__(self, *paths):
        parts = [traversable(path) for path in paths]
        self._files = parts[0] if len(parts) == 1 else Merged(parts)
        as_file = getattr(sys.modules.get('importlib.resources'), 'as_file', None)
        if as_file is not None and as_file.dispatch(Resource) is as_file.dispatch(object):
            introduce(as_file)

    def files(self):
        return self._files

    def open_resource(self, resource):
        return self._files.joinpath(resource).open('rb')

    def resource_path(self, resource):
        path = str(self._files.joinpath(resource))
        if os.path.isfile(path):  # resources have been extracted
            return path
        raise FileNotFoundError(2, os.strerror(2), path)  # the caller writes it to a temporary file

    def is_resource(self, path):
        return self._files.joinpath(path).is_file()

    def contents(self):
        return (child.name for child in self._files.iterdir())
