"""Games in Kaggle's engine, against three of its `random` players."""

import contextlib
import io
import os

from game import Game

TURNS = 400
PLAYERS = 4


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


def play(kaggle, agent, seed):
    """A game of `agent`, the path of a file, on the board that `seed` makes."""
    environment = kaggle.make("halite", configuration={"episodeSteps": TURNS, "randomSeed": seed})
    seat = seed % PLAYERS  # each seat gets its turn
    agents = ["random"] * PLAYERS
    agents[seat] = agent
    environment.run(agents)

    # The engine keeps what all players see with the first of them only.
    observations = [dict(states[0]["observation"], player=seat) for states in environment.steps]
    end = environment.steps[-1]
    # Each reset leaves an empty log before the turns' ones; in those a player who is out has none.
    logs = [log[seat] for log in environment.logs[1 - len(environment.steps):]]
    printed = [log.get("stdout", "") + log.get("stderr", "") for log in logs]
    return Game(
        title="Halite IV in kaggle_environments %s, board %d" % (kaggle.__version__, seed),
        seat=seat,
        boards=[[seen, dict(environment.configuration)] for seen in observations[:-1]],
        orders=[states[seat]["action"] for states in environment.steps[1:]],
        players=observations[-1]["players"],
        rewards=[state["reward"] or 0 for state in end],  # None after an error
        statuses=[state["status"] for state in end],
        printed={turn: text for turn, text in enumerate(printed) if text},
    )
