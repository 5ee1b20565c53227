# SPDX-License-Identifier: 0BSD
# Natural names in sys.modules, for who looks modules up there: lent to an execution that acts, and set aside for it.
import _thread
import sys


class Lending:
    """What an Execution does with the natural names."""

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
