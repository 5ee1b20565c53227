# SPDX-License-Identifier: 0BSD
# A program that is in a package, or has names of its own.


def parent(names):
    """Return the package that the program is in, or ''; `names` are the program's, which learn of it."""
    package = script.rpartition('/')[0].replace('/', '.')
    if 'execution' in globals():
        package = execution.own(package)
        execution.enter(sys.modules['_thread'].get_ident())
    if package:
        names['__loader__'].name = entry
        # Without a name multiprocessing finds main by its path, and so runs the whole bundle in its children.
        spec = names.get('__spec__') or ModuleSpec(None, names['__loader__'], origin=names['__loader__'].path)
        spec.__class__ = type('ModuleSpec', (ModuleSpec,), {'parent': package})
        names.update(__package__=package, __spec__=spec)
    return package
