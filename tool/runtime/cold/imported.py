# SPDX-License-Identifier: 0BSD
# What the module of a bundle's file becomes when the bundle is imported as a library.

stands_for = set()  # the top-level name under which the bundle's own file is imported


def others(module):
    """Return a function for the attributes of the bundle that are not among the public names of `module`."""

    def __getattr__(name):
        if name == '__path__':  # its modules have their own names, and no second ones below the bundle's
            raise AttributeError('this bundle is no package: import %s' % module)
        return getattr(sys.modules[module], name)

    return __getattr__


def itself(frame, top):
    """Yield what library() needs if the file is the bundled package or module `top`, under whose name it is imported."""
    global conflict
    names = frame.f_globals
    if globals().pop('isolate', 'auto') != 'auto':
        reason = "%r of this bundle (%s) is imported by that name, and so can have no name of its own: give the file " \
                 "another name, or build it with isolate 'off'"
        refused = need('refusal')(ImportError(reason % (top, names.get('__file__')), name=top))
    else:
        if globals().get('conflict') == 'isolate':
            conflict = 'error'
        refused = attach(frame)
    if refused:
        yield from (b'', root, refused)
        return
    home, finder = need('installed')()
    finder.__class__ = home['need']('Library')
    home['stands_for'].add(top)
    spec, fresh = names.get('__spec__'), home['need']('find')(top, '')
    if not fresh:
        fresh = ModuleSpec(top, home['need']('NamespaceLoader')(top, [place(top)], home['portions']), is_package=True)
        fresh.submodule_search_locations = fresh.loader._path
    if isinstance(spec, ModuleSpec):  # the import system goes on with it
        for each in 'loader', 'origin', 'submodule_search_locations', '_cached', '_set_fileattr':
            setattr(spec, each, getattr(fresh, each))
    else:
        spec = names['__spec__'] = fresh
    names.update(__loader__=spec.loader, __package__=spec.parent)
    if spec.has_location:
        names.update(__file__=spec.origin, __cached__=spec.cached)
    if spec.submodule_search_locations is not None:
        names['__path__'] = spec.submodule_search_locations
    yield home['need']('read')(home['need']('key')(spec.origin)) if spec.has_location else b''
    yield spec.origin or root
    yield 'sys'


class Library(Finder):
    """Finds all but what is the bundle's file itself, which PathFinder finds: so it can change and be reloaded."""

    def find_spec(self, fullname, path=None, target=None):
        if path is not None or fullname not in stands_for:
            return super().find_spec(fullname, path, target)


Library.__name__ = Library.__qualname__ = 'Finder'
