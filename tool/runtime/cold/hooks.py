# SPDX-License-Identifier: 0BSD
# What is to be done with some modules, mostly of the standard library, as soon as they are there.


def seed(linecache):
    """Tell linecache how to get the modules' text, for those who ask it with nothing but a file name."""
    for path in contents:
        if path.endswith('.py'):
            location = place(path)
            linecache.cache[location] = Loader(None, location).get_source,
            if contents[path] == path + '\n' and sys.version_info >= (3, 13):  # an empty file has a line, since then
                linecache.cache[location] = 0, None, ['\n'], location


def register(abc):
    """Make the loaders instances of what they implement."""
    abc.FileLoader.register(Loader)
    abc.SourceLoader.register(Loader)


def explain(inspect):
    """Tell inspect of main: its classes are in the bundle's own file, and its functions in a file of no module."""
    names, _, line = globals().get('lineage', ({}, '', 0))
    if isinstance(names, dict) and names.get('__name__') in ('__main__', '__mp_main__') and '__file__' in names:
        location = place(script)
        inspect.modulesbyfile[location] = names['__name__']
        lines = Loader(None, location).get_source().splitlines(True)
        if len(lines) < line:  # else a traceback would show one of them for the launcher
            inspect.linecache.cache[names['__file__']] = 0, None, lines, names['__file__']
