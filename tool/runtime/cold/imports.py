# SPDX-License-Identifier: 0BSD
# Import statements and import_module(), which map the names that a bundle's code writes to those of its own modules.
import builtins
import importlib
import sys

original = []  # __import__ and import_module as they were, once they are wrapped


def wrap():
    """Map the names in import statements from now on."""
    with lock:
        if not original:
            original.extend([builtins.__import__, importlib.import_module])
            wrapper.original = builtins.__import__
            wrapper.__name__ = wrapper.__qualname__ = '__import__'
            builtins.__import__ = wrapper
            importlib.import_module = import_module


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
