# SPDX-License-Identifier: 0BSD
# A module as the program; 'script' is its path.


def program(frame=None):
    """Yield what main() needs: the entry's code; or None, its source, its file name, and a module to import before."""
    global launcher, lineage
    frame = frame or sys._getframe(1)
    names = frame.f_globals
    launcher = lineage = names, entry, frame.f_lineno
    refused = attach(frame)
    location = root + os.sep + script.replace('/', os.sep)
    names['__loader__'] = Loader('__main__', location)
    before = refused or 'parent' in globals() and parent(names)
    head, _, text = contents[script].partition('\n')
    source = text.encode('utf-8', 'surrogateescape') if head == script else need('read')(script)
    yield from not before and quick(source, location) or (None, source, location, before or 'sys')


# It imports the parent package and compiles. If that fails, no frame of it must stand in the traceback; therefore it is
# a method of a built-in type, which has none, and gets its arguments from a generator, which is left by then. The inner
# map() is empty if there is code already, and then next() returns that.
_steps = program()
_import = getattr(__import__, 'original', __import__)  # beneath the one that maps names; see imports.py
main = map(next, [map(compile, _steps, _steps, ['exec'], [0], map(bool, map(_import, _steps)))], _steps).__next__
