# SPDX-License-Identifier: 0BSD
# The bundle as a library: what it is in the module that an import makes of its file.


def _steps():
    """Yield what library() needs: source to execute in the bundle's namespace, its file name, a module to import before."""
    global entry, lineage, script
    frame = sys._getframe(1)
    names = frame.f_globals
    title = names.get('__name__')
    for module in entry + '.__main__', entry:
        script = module.replace('.', '/') + '.py'
        if title in ('__main__', '__mp_main__') and script in contents and need('parent'):
            entry = module
            yield from need('program')(frame)
            return
    lineage = title, entry, None
    # Named like a package that it contains, the file is that package.
    if getattr(sys.modules.get(title), '__dict__', None) is names and find(title, '') is not None:
        yield from need('itself')(frame, title)
        return
    module, own = attach(frame), entry
    if module is None and 'execution' in globals():
        module, own = need('load')(), execution.own(entry)
    names['__getattr__'] = need('others')(own)
    yield 'from %s import *' % entry
    yield attach.__code__.co_filename
    yield module or entry


root = ''  # until attach() knows better
# As main() it must have no frame while it imports.
_steps = _steps()
_import = getattr(__import__, 'original', __import__)
library = map(compile, _steps, _steps, ['exec'], [0], map(bool, map(_import, _steps))).__next__
