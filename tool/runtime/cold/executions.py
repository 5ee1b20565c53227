# SPDX-License-Identifier: 0BSD
# Executions of bundles whose modules have names of their own in sys.modules. All bundles of a process share this code
# and what it knows; its globals are no bundle's, so that it keeps none alive.
import _thread
import _weakref
import builtins
import importlib
import sys
from _frozen_importlib import ModuleSpec

lock = _thread.RLock()
used = set()    # top-level names, as the users know them, that some execution has or had
owners = {}     # suffix, or own top-level name -> weak reference to the Execution: the suffix is free if that is gone
spaces = {}     # id of the globals of a main module -> its Execution
opened = []     # executions whose modules are in sys.modules
codes = {}      # a bundle's id -> the code objects of its modules
original = []   # __import__ and import_module as they were, once they are wrapped


class Execution:
    """One execution of a bundle, with the names of its own."""

    closed = False

    def __init__(self, runtime, tops, full):
        number, suffix = 0, ''
        while not suffix or owner(suffix):
            suffix = '__%d_%s' % (number, runtime['id'][:6])
            number += 1
        self.runtime = runtime
        self.full = full
        self.suffix = suffix
        self.names = {top: top + suffix for top in tops}
        self.acting = []  # for each call that has not returned, its thread
        self.lent = {}    # modules that are in sys.modules under their natural names, too
        self.aside = {}   # what stood there before
        for name in (suffix, *self.names.values()):
            owners[name] = _weakref.ref(self)
        used.update(tops)
        opened.append(self)
        Registry.runtimes.append(runtime)

    def own(self, name):
        """Return the name in sys.modules of the module that the bundle knows as `name`."""
        top, dot, rest = name.partition('.')
        return self.names.get(top, top) + dot + rest

    def find(self, fullname, path):
        """Return the spec of the module with that own name."""
        runtime = self.runtime
        if path is not None:
            return runtime['Finder'].find_spec(registry, fullname, path)
        natural = fullname[:-len(self.suffix)]
        spec = runtime['find'](natural, '')
        if spec is False:
            spec = runtime['need']('namespace')(natural, None)
        if spec is not None:
            spec.name = fullname
            if isinstance(spec.loader, runtime['Loader']):
                spec.loader.name = fullname
        return spec

    def enter(self, thread):
        """Begin to act: what stands under the natural names is not this execution's, and set aside."""
        self.acting.append(thread)
        for top in self.names:
            if top in sys.modules and top not in self.lent:
                self.set_aside()
                break
        if self.full:
            self.lend_all()

    def leave(self, thread):
        """End to act."""
        if thread in self.acting:
            self.acting.remove(thread)
        if not self.acting and (self.lent or self.aside):
            self.give_back(self.names)

    def set_aside(self):
        with lock:
            for name in [*sys.modules]:
                if name.partition('.')[0] in self.names and name not in self.lent:
                    self._hide(name, sys.modules.pop(name))

    def give_back(self, tops):
        """Withdraw what is lent under the names `tops`, and put back what has been set aside."""
        with lock:
            for name in [*self.lent]:
                if name.partition('.')[0] in tops:
                    module = self.lent.pop(name)
                    if sys.modules.get(name) is module:
                        del sys.modules[name]
            for name in [*self.aside]:
                if name.partition('.')[0] in tops:
                    module = self.aside.pop(name)
                    lender = owner(str(getattr(module, '__name__', None)))
                    if lender is None or lender.acting and not lender.rivals():
                        sys.modules.setdefault(name, module)

    def rivals(self):
        """Return whether another execution with one of the names acts in another thread: both can't have them."""
        mine = _thread.get_ident()
        return any(each is not self and self.names.keys() & each.names.keys() and any(
            thread != mine for thread in each.acting) for each in [*opened])

    def lend(self, name):
        """Let the module and its parents stand in sys.modules under their natural names, and return it."""
        if not self.full and self.rivals():
            raise ImportError("%r is looked up by name, but another bundle that has it acts in another thread at the same "
                              "time: use an import statement" % name, name=name)
        _import(self.own(name), None, None, ('__name__',), 0)
        with lock:
            prefix = ''
            for part in name.split('.'):
                prefix += part
                self._lend(prefix, sys.modules[self.own(prefix)])
                prefix += '.'
        return sys.modules[self.own(name)]

    def lend_all(self):
        with lock:
            tops = {own: top for top, own in self.names.items()}
            for name in [*sys.modules]:
                top, dot, rest = name.partition('.')
                if top in tops:
                    self._lend(tops[top] + dot + rest, sys.modules[name])

    def _lend(self, name, module):
        other = sys.modules.get(name)
        if other is not module:
            if other is not None:
                self._hide(name, other)
            sys.modules[name] = module
        self.lent[name] = module

    def _hide(self, name, module):
        if name not in self.aside or not owner(str(getattr(module, '__name__', None))):  # not for what another one lends
            self.aside[name] = module

    def failed(self, error):
        """Give an exception that leaves the bundle the names that its users know."""
        seen = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            kind = type(error)
            if self.suffix in str(kind.__module__):
                kind.__module__ = kind.__module__.replace(self.suffix, '')
            plain(error)
            error = error.__cause__ or error.__context__

    def close(self):
        """Drop the modules: whoever holds one of their functions may go on, but import nothing any more."""
        with lock:
            if self.closed:
                return
            self.closed = True
            self.give_back(self.names)
            opened.remove(self)
            Registry.runtimes.remove(self.runtime)
            own = set(self.names.values())
            for name in [*sys.modules]:
                if name.partition('.')[0] in own:
                    sys.modules.pop(name, None)
        self.runtime['forget']()


def owner(name):
    """Return the Execution to which the module of that name belongs, or None."""
    found = owners.get(name.partition('.')[0])
    return found and found()


def belongs(names):
    """Return the Execution to which code with these globals belongs, None if to none, False if to the process's own
    package with the name of a bundled one."""
    name = names.get('__name__') if names else None
    if isinstance(name, str):
        found = owner(name)
        if found:
            return found
        if name.partition('.')[0] in used:
            return False
    return spaces.get(id(names))


def nearest(frame):
    """Return the Execution of the innermost frame that belongs to one, or None."""
    while frame is not None:
        found = belongs(frame.f_globals)
        if found is not None:
            if found and found.closed:
                raise ImportError('the host has dropped this agent, and so its modules: it can import nothing any more')
            return found or None
        frame = frame.f_back


def plain(error):
    """Give an ImportError the names that users know."""
    if isinstance(error, ImportError):
        for execution in opened:
            suffix = execution.suffix
            for attribute in 'msg', 'name':
                text = getattr(error, attribute)
                if isinstance(text, str) and suffix in text:
                    setattr(error, attribute, text.replace(suffix, ''))
            if error.args and suffix in str(error.args[0]):
                error.args = str(error.args[0]).replace(suffix, ''), *error.args[1:]


def reveal(top):
    """Let code of no bundle find what it knows under a top-level name."""
    with lock:
        known = [each for each in opened if top in each.lent or top in each.aside]
        hidden = [dict(each.aside) for each in known]
        for each in known:
            each.give_back((top,))
        for each in known:  # some may have been in the way of others'
            for name in [*sys.modules]:
                if name.partition('.')[0] == top and each is owner(str(getattr(sys.modules[name], '__name__', None))):
                    del sys.modules[name]
        for aside in hidden:
            for name, module in aside.items():
                if name.partition('.')[0] == top and not owner(str(getattr(module, '__name__', None))):
                    sys.modules[name] = module


def _import(*arguments):
    return (original[0] if original else builtins.__import__)(*arguments)


def wrapper(name, globals=None, locals=None, fromlist=(), level=0):
    """Import as __import__ does, for a bundle's code its own modules."""
    top = name.partition('.')[0] if isinstance(name, str) else ''
    try:
        if level == 0 and top in used:
            frame = sys._getframe(1)
            execution = nearest(frame)
            if execution is None:
                reveal(top)
            elif top in execution.names:
                # The interpreter's own code, which gives an empty list, and others' code look into sys.modules after.
                if belongs(frame.f_globals if globals is None else globals) is execution and fromlist != []:
                    name = execution.own(name)
                else:
                    execution.lend(name)
        module = original[0](name, globals, locals, fromlist, level)
        if fromlist and (level or top in used):
            missing(module, fromlist)
        execution = belongs(globals)
        if execution and execution.full and execution.acting:
            execution.lend_all()
        return module
    except ImportError as error:
        plain(error)
        raise


def missing(module, fromlist):
    """Raise the error that `from module import fromlist` would, if its text would name the module as users don't."""
    name = getattr(module, '__name__', None)
    execution = owner(name) if isinstance(name, str) else None
    if execution:
        for each in fromlist:
            if each != '*' and not hasattr(module, each) and '%s.%s' % (name, each) not in sys.modules:
                if getattr(module.__spec__, '_initializing', False):
                    reason = "cannot import name %r from partially initialized module %r (most likely due to a " \
                             "circular import) (%s)"
                else:
                    reason = 'cannot import name %r from %r (%s)'
                path = getattr(module, '__file__', None)
                natural = name.replace(execution.suffix, '')
                raise ImportError(reason % (each, natural, path or 'unknown location'), name=natural, path=path)


def import_module(name, package=None):
    """Import as importlib.import_module does, for a bundle's code its own modules."""
    given = package if name.startswith('.') else name
    top = given.partition('.')[0] if isinstance(given, str) else ''
    try:
        if top in used:
            execution = nearest(sys._getframe(1))
            if execution is None:
                reveal(top)
            elif given is name:
                name = execution.own(name)
            else:
                package = execution.own(package)
        return original[1](name, package)
    except ImportError as error:
        plain(error)
        raise


def remember(identity, known):
    """Return the code objects of the bundle with that id, of which `known` are some; not of all that ever were."""
    with lock:
        known = codes.setdefault(identity, known)
        for each in [*codes][:-16]:
            del codes[each]
    return known


def wrap():
    """Map the names in import statements from now on."""
    with lock:
        if not original:
            original.extend([builtins.__import__, importlib.import_module])
            wrapper.__name__ = wrapper.__qualname__ = '__import__'
            builtins.__import__ = wrapper
            importlib.import_module = import_module


class Alias:
    """Loads what is loaded, under its natural name."""

    def __init__(self, module):
        self._module = module
        self._spec = module.__spec__

    def __getattr__(self, name):
        return getattr(self._spec.loader, name)

    def create_module(self, spec):
        return self._module

    def exec_module(self, module):
        module.__spec__ = self._spec


class Registry:
    """Finds the modules of all executions that have names of their own; it stands on sys.meta_path."""

    runtimes = []  # of the open executions

    shared = globals()

    def find_spec(self, fullname, path=None, target=None):
        spec = None
        execution = owner(fullname)
        if execution:
            return execution.find(fullname, path)
        top = fullname.partition('.')[0]
        if top in used:
            execution = nearest(sys._getframe(1))
            if execution and top in execution.names:
                module = execution.lend(fullname)
                spec = ModuleSpec(fullname, Alias(module), origin=module.__spec__.origin)
                spec.submodule_search_locations = module.__spec__.submodule_search_locations
                return spec
        for runtime in self.runtimes:
            if fullname in runtime['hooks']:
                spec = runtime['need']('hooked')(spec, fullname, path, self)
        return spec

    def iter_modules(self, prefix=''):
        execution = nearest(sys._getframe(1))
        return execution.runtime['need']('modules')('', prefix) if execution else ()

    def find_distributions(self, *context):
        execution = nearest(sys._getframe(1))
        return execution.runtime['need']('distributions')(self, *context) if execution else ()


registry = Registry()


def adopt(runtime, finder):
    """Rename in place what a bundle has loaded under natural names, of which `finder` is the finder."""
    with lock:
        tops = runtime['need']('tops')()
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
