# SPDX-License-Identifier: 0BSD
# Executions of bundles whose modules have names of their own in sys.modules. All bundles of a process share this code and
# that of lending.py, imports.py, registry.py and adoption.py, and what it knows; its globals are no bundle's, so that it
# keeps none alive.
import _thread
import _weakref
import sys

lock = _thread.RLock()
used = set()    # top-level names, as the users know them, that some execution has or had
owners = {}     # suffix, or own top-level name -> weak reference to the Execution: the suffix is free if that is gone
spaces = {}     # id of the globals of a main module -> its Execution
opened = []     # executions whose modules are in sys.modules
codes = {}      # a bundle's id -> the code objects of its modules


class Execution(Lending):
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
        spec = runtime['need']('find')(natural, '')
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

    def failed(self, error):
        """Give an exception that leaves the bundle the names that its users know."""
        seen = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            kind = type(error)
            if self.suffix in str(kind.__module__):
                kind.__module__ = kind.__module__.replace(self.suffix, '')
            plain(error)
            hide(error)
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


def hide(error):
    """Take the frames of the runtime out of the exception's traceback."""
    shown = error.__traceback__
    while shown is not None and shown.tb_frame.f_globals.get('__name__') == 'pybundle':
        shown = shown.tb_next
    error.__traceback__ = shown
    while shown is not None:
        while shown.tb_next is not None and shown.tb_next.tb_frame.f_globals.get('__name__') == 'pybundle':
            shown.tb_next = shown.tb_next.tb_next
        shown = shown.tb_next


def remember(identity, known):
    """Return the code objects of the bundle with that id, of which `known` are some; not of all that ever were."""
    with lock:
        known = codes.setdefault(identity, known)
        for each in [*codes][:-16]:
            del codes[each]
    return known
