# SPDX-License-Identifier: 0BSD
# `only_recorded`: modules that were left out, because no recorded run imported them, say so when they are needed. It
# stands behind hot.py in bundles that leave some out; 'unrecorded' names them, and packages without what is in them.

_left_out = {*unrecorded[1:].split('\n')}
_found = find


def find(fullname, folder):
    """As in hot.py; raise ImportError for a module that was left out."""
    spec = _found(fullname, folder)
    path = (folder and folder + '/') + fullname.rpartition('.')[2]
    if spec is None and path in _left_out:
        message = "%r was left out of this bundle (%s), because no recorded run imported it: set PYBUNDLE_RECORD to the " \
                  "recording's path, run what needs the module with a bundle of all modules, and build again"
        raise ModuleNotFoundError(message % (fullname, root), name=fullname)
    return spec
