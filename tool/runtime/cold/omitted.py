# SPDX-License-Identifier: 0BSD
# For bundles that are as small as can be: what stands for the parts that they do without.


def omitted(what):
    """Return what does the least that a caller of `what` can go on with; raise ImportError if nothing does."""
    if what in ('refusal', 'settle'):
        return globals()['_' + what]
    if what == 'hooked':
        return lambda spec, *_: spec
    if what in ('amend', 'distributions', 'explain', 'foreign_parent', 'provide', 'register', 'seed', 'supersede',
                'top_modules', 'watch'):
        return lambda *_: ()
    raise ImportError("format 'smallest' left '%s' out of this bundle's runtime: build it in another format" % what)


def _refusal(error):
    """Raise `error`, if not without a frame of the runtime."""
    raise error


def _settle(taken, names):
    """Raise ImportError if the process has modules under the names `taken`, other than main and the bundle itself."""
    for top in taken:
        module = sys.modules[top]
        if top != '__main__' and module is not None and vars(module) is not names:
            raise ImportError("'%s' of this bundle can't be imported: the process has imported another one before" % top,
                              name=top, path=root)
