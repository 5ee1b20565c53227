# SPDX-License-Identifier: 0BSD
# Errors without a frame of the runtime: an import statement takes importlib's frames out of the tracebacks of what fails
# in it, so they are raised there.


def refusal(error):
    """Return the name of a module whose import raises `error`."""
    sys.meta_path.insert(0, Refusal(error))
    return '<pybundle>'


class Refusal:
    """A finder that raises an exception, once."""

    def __init__(self, error):
        self.error = error

    def find_spec(self, fullname, path=None, target=None):
        if fullname == '<pybundle>':
            sys.meta_path.remove(self)
            _call_with_frames_removed(self)


def _call_with_frames_removed(self):
    # Up to the last frame of that name importlib's frames are left out, whatever the exception.
    try:
        raise self.error
    finally:
        self.error = None
