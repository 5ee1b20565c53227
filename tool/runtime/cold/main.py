# SPDX-License-Identifier: 0BSD
# A module as the program.


def program(frame=None):
    """Yield what main() needs: the entry's bytes, its file name, and the name of a module to import before."""
    global launcher, lineage, main_path
    frame = frame or sys._getframe(1)
    module, main_path = entry, entry.replace('.', '/')
    if main_path + '/__main__.py' in contents:
        module, main_path = module + '.__main__', main_path + '/__main__'
    main_path += '.py'
    launcher = names, _ = frame.f_globals, frame.f_lineno
    lineage = names, entry
    hooks['inspect'] = 'explain'
    refused = attach(frame)
    if refused:
        yield from (b'', root, refused)
        return
    location = place(main_path)
    names['__loader__'] = Loader(module, location)
    package = module.rpartition('.')[0]
    if 'execution' in globals():
        package = execution.own(package)
        execution.enter(sys.modules['_thread'].get_ident())
    if package:
        # Without a name multiprocessing finds main by its path, and so runs the whole bundle in its children.
        spec = names.get('__spec__') or ModuleSpec(None, names['__loader__'], origin=location)
        spec.__class__ = type('ModuleSpec', (ModuleSpec,), {'parent': package})
        names.update(__package__=package, __spec__=spec)
    yield read(main_path)
    yield location
    yield package or 'sys'


# It imports the parent package and compiles. If that fails, no frame of it must stand in the traceback; therefore it is
# a method of a built-in type, which has none, and gets its arguments from a generator, which is left by then.
_steps = program()
_import = getattr(__import__, 'original', __import__)  # beneath the one that maps names; see imports.py
main = map(compile, _steps, _steps, ['exec'], [0], map(bool, map(_import, _steps))).__next__
