"""Plays one game of Halite IV in Kaggle's engine, from the bundle alone.

    python -I play.py --bundle halite_agent.py --package ../src --seed 1

The bundle is copied into an empty directory, and the engine is given its path, as on Kaggle. It
plays 400 turns against three of the engine's `random` players. Then the package itself, in another
process, is shown the same boards, turn by turn. The game passes if

  - the engine accepted every order of the bundle, and it raised and printed nothing,
  - the bundle ended with more in the bank than each of the others,
  - the package gave the same orders in every turn.

Exit status: 0 passed, 1 failed, 77 skipped since the engine can't be imported.
"""

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(HERE)  # `python -I` leaves it out

import engine  # noqa: E402

TURNS = 400
PLAYERS = 4
SKIPPED = 77


class Game:
    """A game that was played: the engine's steps, seen from our seat."""

    def __init__(self, environment, seat):
        self.configuration = dict(environment.configuration)
        self.steps = environment.steps
        self.logs = environment.logs
        self.seat = seat
        # A player whose agent failed has no reward at all: None.
        self.rewards = [state["reward"] or 0 for state in self.steps[-1]]
        self.statuses = [state["status"] for state in self.steps[-1]]

    @property
    def turns(self):
        """The number of turns for which the engine asked us for orders."""
        return len(self.steps) - 1

    def players(self, step):
        """For each player [bank, shipyards, ships] at a step."""
        return self.steps[step][0]["observation"]["players"]

    def boards(self):
        """What we were shown in each turn, as [observation, configuration]."""
        for states in self.steps[:-1]:
            # The engine keeps what all players see with the first of them only.
            shared = dict(states[0]["observation"])
            yield [dict(shared, player=self.seat), self.configuration]

    def orders(self):
        """What we answered in each turn."""
        return [states[self.seat]["action"] for states in self.steps[1:]]


def main():
    arguments = parse_arguments()
    try:
        kaggle = engine.load()
    except engine.Unavailable as reason:
        print("SKIPPED: kaggle_environments can't be imported by %s" % sys.executable)
        print("  %s" % reason)
        print("  python -m pip install --no-deps -r requirements.txt installs it (Python 3.11 or newer)")
        return SKIPPED

    seat = arguments.seed % PLAYERS  # each seat gets its turn
    with tempfile.TemporaryDirectory() as directory:
        game = play(kaggle, alone(arguments.bundle, directory), seat, arguments.seed)
    report(game, kaggle.__version__, os.path.basename(arguments.bundle), arguments.seed)

    faults = [*faults_of(game), *differences(game, arguments.package)]
    for fault in faults:
        print("FAILED: %s" % fault)
    if not faults:
        print("Each of its %d turns is the same as the unbundled package's." % game.turns)
    return 1 if faults else 0


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bundle", required=True, help="the agent, one .py file")
    parser.add_argument("--package", required=True, help="the directory that has the package halite")
    parser.add_argument("--seed", type=int, required=True, help="of the board and the random players")
    return parser.parse_args()


def alone(bundle, directory):
    """Copies the bundle to where nothing else is, goes there, and returns its new path."""
    if importlib.util.find_spec("halite"):
        raise SystemExit("the package halite is on sys.path: the bundle would not be on its own")
    copy = shutil.copy(bundle, directory)
    os.chdir(directory)
    return copy


def play(kaggle, agent, seat, seed):
    """Plays one game with the agent, a path, at the given seat."""
    environment = kaggle.make("halite", configuration={"episodeSteps": TURNS, "randomSeed": seed})
    agents = ["random"] * PLAYERS
    agents[seat] = agent
    here = os.getcwd()
    environment.run(agents)
    os.chdir(os.path.dirname(here))  # Windows can't remove a directory that we are in
    return Game(environment, seat)


def report(game, version, name, seed):
    """Prints the game: a line for every 50 turns, then the final standings."""
    names = ["random %d" % number for number in range(PLAYERS)]
    names[game.seat] = name
    print("Halite IV in kaggle_environments %s, board %d: %s against three `random`" % (version, seed, name))
    print("%6s | %34s | %s" % ("", name, "the others"))
    print("%6s | %8s %6s %7s %10s | %s" % ("turn", "bank", "ships", "yards", "cargo", "bank"))
    last = len(game.steps) - 1
    for step in [*range(0, last, 50), last]:
        players = game.players(step)
        bank, yards, ships = players[game.seat]
        cargo = sum(halite for _, halite in ships.values())
        others = "".join("%7d" % p[0] for n, p in enumerate(players) if n != game.seat)
        print("%6d | %8d %6d %7d %10d |%s" % (step, bank, len(ships), len(yards), cargo, others))
    print("Final standings (reward: the bank; a player who is out has the turns it missed, negative)")
    order = sorted(range(PLAYERS), key=lambda player: -game.rewards[player])
    for place, player in enumerate(order, start=1):
        reward, status = game.rewards[player], game.statuses[player]
        print("  %d. %-20s %8d  %s" % (place, names[player], reward, status))


def faults_of(game):
    """What is wrong with the game, as sentences."""
    if game.statuses[game.seat] != "DONE":
        yield "the engine ended our game with status %s" % game.statuses[game.seat]
    rivals = [reward for seat, reward in enumerate(game.rewards) if seat != game.seat]
    if game.rewards[game.seat] <= max(rivals):
        yield "reward %s is not more than each of %s" % (game.rewards[game.seat], rivals)
    for turn, logs in enumerate(game.logs):
        text = logs[game.seat]["stdout"] + logs[game.seat]["stderr"] if logs else ""
        if text:
            yield "in turn %d the agent printed:\n%s" % (turn, text)


def differences(game, package):
    """Where the unbundled package answers otherwise, as a sentence; the first turn is enough."""
    process = subprocess.run(
        [sys.executable, "-I", "-B", os.path.join(HERE, "replay.py"), package],
        input=json.dumps(list(game.boards())),
        stdout=subprocess.PIPE,
        universal_newlines=True,
        check=True,
    )
    ours, theirs = game.orders(), json.loads(process.stdout)
    for turn, (bundled, unbundled) in enumerate(zip(ours, theirs)):
        if bundled != unbundled:
            yield "turn %d: bundled %s, unbundled %s" % (turn, bundled, unbundled)
            return
    if len(ours) != len(theirs):
        yield "the bundle played %d turns, the package %d" % (len(ours), len(theirs))


if __name__ == "__main__":
    sys.exit(main())
