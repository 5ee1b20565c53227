# SPDX-License-Identifier: 0BSD
# A module as the program; 'script' is its path.


def program(frame=None):
    """Yield what main() needs: the entry's source, its file name, and the name of a module to import before."""
    global lineage
    frame = frame or sys._getframe(1)
    names = frame.f_globals
    if 'refused' not in globals():  # else script.py has done this
        lineage = names, entry, frame.f_lineno
    before = refused if 'refused' in globals() else attach(frame)
    if before:
        yield from (b'', root, before)
        return
    location = root + os.sep + script.replace('/', os.sep)
    names['__loader__'] = Loader('__main__', location)
    package = parent(names) if 'parent' in globals() else ''
    yield from (need('read')(script), location, package or 'sys')


# It imports the parent package and compiles. If that fails, no frame of it must stand in the traceback; therefore it is
# a method of a built-in type, which has none, and gets its arguments from a generator, which is left by then.
_steps = program()
_import = getattr(__import__, 'original', __import__)  # beneath the one that maps names; see imports.py
main = map(compile, _steps, _steps, ['exec'], [0], map(bool, map(_import, _steps))).__next__
