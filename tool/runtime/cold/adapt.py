# SPDX-License-Identifier: 0BSD
# What attach() does where something isn't as it usually is when a bundle starts.


def adapt(frame):
    """Make the bundle's modules importable under unusual circumstances, or let an earlier execution's serve this one.

    Return the name of a module to import, which raises what is wrong, or None.
    """
    _imp.acquire_lock()  # other threads may execute bundles, too
    try:
        _adapt(frame)
    except ImportError as error:
        error.__traceback__ = None
        return need('refusal')(error)
    finally:
        _imp.release_lock()


def _adapt(frame):
    global root, virtual
    if 'lineage' in globals() and 'pybundle' in str(sys.meta_path):
        need('supersede')(frame.f_globals)
    names = frame.f_globals
    others = [other for finder in sys.meta_path for other in getattr(type(finder), 'runtimes', ())]
    for other in others:
        if other['id'] == id and 'isolate' not in globals() and 'execution' not in other:
            root, virtual = other['root'], other.get('virtual', True)
            return
    if os.environ.get('PYBUNDLE_RECORD'):
        need('record')(os.environ['PYBUNDLE_RECORD'])
    root = str(names.get('__file__') or frame.f_code.co_filename)
    if root[:1] in ('', '<') or '\n' in root:
        root = '<pybundle %s>' % name
    try:
        root = os.path.abspath(root)
    except OSError:  # the working directory is gone
        root = os.path.join(os.sep, root)
    if 'PYBUNDLE_ROOT' in os.environ or 'extract' in globals():
        root, virtual = need('directory')(root)
    if root in [other['root'] for other in others if other['id'] != id]:
        root += ' ' + id
    hidden = [each for other in others if 'execution' in other for each in other['execution'].aside]
    taken = [each for each in [*sys.modules, *hidden] if each + '/' in folders or each + '.py' in contents]
    isolated = need('crowded')(taken, names) if 'isolate' in globals() else taken and need('settle')(taken, names)
    finders, last = sys.meta_path, _external.PathFinder
    finder = need('separate')(names) if isolated else Finder()
    if finder not in finders:
        finders.insert(finders.index(last) if last in finders else len(finders), finder)
    for module in sys.modules.keys() & hooks.keys():
        if sys.modules[module] is not None:  # None forbids the import
            hook = hooks.pop(module)
            _wait_for(module)
            need(hook)(sys.modules[module])


def _wait_for(module):
    """Wait until another thread has imported the module, if it is about to; it may need the lock that adapt() holds."""
    if getattr(getattr(sys.modules[module], '__spec__', None), '_initializing', False):
        _imp.release_lock()
        try:
            __import__(module)
        finally:
            _imp.acquire_lock()
