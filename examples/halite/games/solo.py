"""Games without Kaggle's engine: the agent alone on a board, in the tests' simulator."""

import contextlib
import io
import os
import sys
import traceback

from game import Game

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "tests"))

from boards import CONFIGURATION, deal  # noqa: E402
from simulator import Game as Simulation  # noqa: E402


def play(path, seed):
    """A game of the agent in the file `path`, on the board that `seed` makes."""
    simulation = Simulation(CONFIGURATION, deal(seed))
    boards, orders, printed = [], [], {}
    agent = None
    while simulation.turns_left:
        boards.append([simulation.observation(), CONFIGURATION])
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            try:
                agent = agent or load(path)
                orders.append(agent(*boards[-1]))
            except Exception:
                traceback.print_exc()
        if output.getvalue():
            printed[len(boards) - 1] = output.getvalue()
        if len(orders) < len(boards):
            break
        simulation.turn(orders[-1])
    return Game(
        title="Halite IV without Kaggle's engine: alone on board %d" % seed,
        seat=0,
        boards=boards,
        orders=orders,
        players=simulation.observation()["players"],
        rewards=[simulation.bank],
        statuses=["ERROR" if simulation.turns_left else "DONE"],
        printed=printed,
    )


def load(path):
    """The agent as Kaggle finds it: the last callable of a file that is executed without a name."""
    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec")
    names = {}
    sys.path.append(os.path.dirname(path))
    exec(code, names)
    sys.path.pop()
    return [value for value in names.values() if callable(value)][-1]
