# SPDX-License-Identifier: 0BSD
# The finder of all modules that have names of their own.
import sys
from _frozen_importlib import ModuleSpec


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
