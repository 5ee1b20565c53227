"""Namespace packages, with portions elsewhere on the disk."""
import importlib
import importlib.resources
import os
import sys
import tempfile

import spaces

from . import done, probe


@probe
def alone():
    import spaces.inner.member
    return [spaces.inner.member.WHERE, len(spaces.__path__), spaces.inner.__path__[0], spaces.__spec__.parent,
            type(spaces.__path__).__name__, type(spaces.__loader__).__name__]


with tempfile.TemporaryDirectory() as directory:
    def write(path, text=''):
        path = os.path.join(directory, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w') as file:
            file.write(text)

    write('spaces/outer.py', 'WHERE = __name__')
    write('spaces/inner/beside.py', 'WHERE = __name__')
    write('spaces/inner/notes.txt', 'from the disk')
    write('fid/late.py', 'WHERE = __name__')
    write('clash/__init__.py', 'WHERE = "a regular package"')
    sys.path.append(directory)
    importlib.invalidate_caches()

    @probe
    def merged():
        import spaces.inner.beside
        import spaces.outer
        return [spaces.outer.WHERE, spaces.inner.beside.WHERE, len(spaces.__path__), len(spaces.inner.__path__),
                spaces.inner.member.WHERE]

    @probe
    def resources():
        if sys.version_info < (3, 10):
            return None
        root = importlib.resources.files('spaces.inner')
        return [root.joinpath('notes.txt').read_text(), root.joinpath('member.py').is_file(),
                sorted(child.name for child in root.iterdir() if child.name != '__pycache__')]

    @probe
    def regular_packages_do_not_merge():
        import fid.late
        return fid.late.WHERE

    @probe
    def path_entry_added():
        import fid
        fid.__path__.append(os.path.join(directory, 'fid'))
        importlib.invalidate_caches()
        import fid.late
        return fid.late.WHERE, fid.late.__file__ == os.path.join(directory, 'fid', 'late.py')

    @probe
    def a_regular_package_wins_over_a_portion():
        import clash
        return clash.WHERE, clash.__spec__.submodule_search_locations == [os.path.join(directory, 'clash')]

    sys.path.remove(directory)

    @probe
    def shrunk():
        return len(spaces.__path__), len(spaces.inner.__path__)

done()
