"""Kaggle's engine, as far as Halite needs it."""

import contextlib
import io
import os


class Unavailable(Exception):
    """kaggle_environments can't be imported here; the text says why."""


def load():
    """The module kaggle_environments with its environment `halite`; Unavailable if it isn't there.

    On import the package imports every game that it finds in its directory `envs`, and some of
    them want half a gigabyte of dependencies. So it is shown a directory with Halite only.
    """
    output = io.StringIO()
    try:
        with only_halite(), contextlib.redirect_stdout(output):
            import kaggle_environments
    except Exception as error:
        raise Unavailable("%s: %s" % (type(error).__name__, error)) from error
    if "halite" not in kaggle_environments.environments:
        # The package prints why a game fails to load, and goes on without it.
        raise Unavailable(output.getvalue().strip() or "it has no environment halite")
    return kaggle_environments


@contextlib.contextmanager
def only_halite():
    """Lets os.listdir find nothing but Halite in a directory of kaggle_environments' games."""
    listdir = os.listdir

    def filtered(path="."):
        names = listdir(path)
        if os.path.basename(os.path.normpath(os.fspath(path))) == "envs" and "halite" in names:
            return ["halite"]
        return names

    os.listdir = filtered
    try:
        yield
    finally:
        os.listdir = listdir
