# SPDX-License-Identifier: 0BSD
# importlib.resources for bundles that are as small as can be: data files are read and listed, but have no paths.
import io


class Resource:
    """A file or folder of the bundle, with importlib.resources.abc.Traversable's methods."""

    def __init__(self, path):
        self._path = path  # the bundle's own name, '' for the root

    def __str__(self):
        return place(self._path)

    name = property(lambda self: self._path.rpartition('/')[2])

    def joinpath(self, *others):
        path = os.path.normpath('/'.join([self._path or '.', *map(str, others)])).replace(os.sep, '/')
        return Resource('' if path == '.' else path)

    __truediv__ = joinpath

    def is_file(self):
        return self._path in contents

    def is_dir(self):
        return not self._path or self._path + '/' in folders

    def iterdir(self):
        start = self._path and self._path + '/'
        names = {path[len(start):].partition('/')[0] for path in [*contents, *folders] if path.startswith(start)}
        return map(self.joinpath, sorted(names - {''}))

    def open(self, mode='r', *args, **kwargs):
        stream = io.BytesIO(self.read_bytes())
        return stream if 'b' in mode else io.TextIOWrapper(stream, *args, **kwargs)

    def read_bytes(self):
        if self.is_file():
            return read(self._path)
        raise FileNotFoundError(2, os.strerror(2), str(self))

    def read_text(self, encoding=None, errors=None):
        return self.open('r', encoding, errors).read()


class Reader:
    """What get_resource_reader() returns."""

    def __init__(self, folder):
        self._files = Resource(folder)

    def files(self):
        return self._files

    def open_resource(self, resource):
        return self._files.joinpath(resource).open('rb')

    def resource_path(self, resource):
        raise FileNotFoundError(2, os.strerror(2), resource)  # the caller writes it to a temporary file

    def is_resource(self, path):
        return self._files.joinpath(path).is_file()

    def contents(self):
        return (child.name for child in self._files.iterdir())


def reader(loader, fullname=None):
    return Reader(need('normal')(os.path.dirname(loader.path)))


Loader.get_resource_reader = reader


def keep_names(resources):
    """Leave 3.8's path() as it is: its copies have no names of their own."""
