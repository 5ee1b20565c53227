# SPDX-License-Identifier: 0BSD
# The first execution of a bundle loses the natural names, because another one needs some of them.
import sys


def adopt(runtime, finder):
    """Rename in place what a bundle has loaded under natural names, of which `finder` is the finder."""
    with lock:
        tops = {*runtime['top_level'].split('/')}
        execution = Execution(runtime, tops, False)
        remember(runtime['id'], runtime['codes'])
        execution.acting[:] = runtime['acting']
        if runtime.get('loading') is not None and _runs(tops):
            execution.acting.append(runtime['loading'])
        natural = {name: module for name, module in [*sys.modules.items()] if name.partition('.')[0] in tops}
        for name, module in natural.items():
            sys.modules[execution.own(name)] = module
            del sys.modules[name]
            _rename(module, name, execution)
        if execution.acting:
            execution.lend_all()
        if finder in sys.meta_path:
            sys.meta_path[sys.meta_path.index(finder)] = registry
        runtime['execution'] = execution
        names = runtime.get('exported')
        if names is not None:
            names.update(__name__=execution.own(names['__name__']), _pybundle_enter=execution.enter,
                         _pybundle_leave=execution.leave, _pybundle_failed=execution.failed)
        if sys.meta_path.count(registry) > 1:
            sys.meta_path.remove(registry)
    return execution


def _runs(tops):
    """Return whether code of a module below `tops` is being executed."""
    for frame in sys._current_frames().values():
        while frame is not None:
            if str(frame.f_globals.get('__name__')).partition('.')[0] in tops:
                return True
            frame = frame.f_back
    return False


def _rename(module, name, execution):
    names = getattr(module, '__dict__', {})
    if names.get('__name__') == name:
        names['__name__'] = execution.own(name)
    if isinstance(names.get('__package__'), str):
        names['__package__'] = execution.own(names['__package__'])
    spec = names.get('__spec__')
    if spec is not None and spec.name == name:
        spec.name = execution.own(name)
        if isinstance(spec.loader, execution.runtime['Loader']):
            spec.loader.name = spec.name
    seen = set()
    pending = [*names.values()]
    while pending:
        each = pending.pop()
        if isinstance(each, (classmethod, staticmethod)):
            each = each.__func__
        kind = isinstance(each, type)
        if (kind or type(each) is type(_rename)) and each.__module__ == name and id(each) not in seen:
            seen.add(id(each))
            try:
                each.__module__ = execution.own(name)
            except (AttributeError, TypeError):
                pass  # it says what it wants
            if kind:
                pending.extend(vars(each).values())
