"""Plays one game of Halite IV from the bundle alone.

    python -I play.py --bundle halite_agent.py --package ../src --seed 1

The bundle is copied into an empty directory. Kaggle's engine is given its path, as on Kaggle, and
plays 400 turns with it against three `random` players. Then the package itself, unbundled and in
another process, is shown the same boards. The game is passed if

  - the engine accepted every order of the bundle, which raised and printed nothing,
  - the bundle ended with more in the bank than each of the others,
  - the package gave the same orders in every turn.

Where the engine can't be imported, the bundle plays alone in a simulator, and the rest holds.

Exit status: 0 passed, 1 failed, 77 passed as far as that is possible without the engine.
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
import solo  # noqa: E402

PASSED, FAILED, SKIPPED = 0, 1, 77


def main():
    arguments = parse_arguments()
    try:
        kaggle = engine.load()
    except engine.Unavailable as reason:
        kaggle = None
        explain(reason)
    with tempfile.TemporaryDirectory() as directory:
        bundle = alone(arguments.bundle, directory)
        if kaggle:
            game = engine.play(kaggle, bundle, arguments.seed)
        else:
            game = solo.play(bundle, arguments.seed)

    game.report(os.path.basename(bundle))
    faults = [*game.faults(), *differences(game, arguments.package)]
    for fault in faults:
        print("FAILED: %s" % fault)
    if faults:
        return FAILED
    print("In each of %d turns the unbundled package gives the same orders." % len(game.orders))
    return PASSED if kaggle else SKIPPED


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bundle", required=True, help="the agent, one .py file")
    parser.add_argument("--package", required=True, help="the directory of package halite")
    parser.add_argument("--seed", type=int, required=True, help="of the board and the others")
    arguments = parser.parse_args()
    if not os.path.isfile(arguments.bundle):
        parser.error("there is no file %s: build the target halite_agent first" % arguments.bundle)
    return arguments


def alone(bundle, directory):
    """Copies the bundle to where nothing else is, and returns its new path."""
    if importlib.util.find_spec("halite"):
        raise SystemExit("the package halite is on sys.path: the bundle would not be on its own")
    return shutil.copy(bundle, directory)


def explain(reason):
    print("SKIPPED: no game against other players, since kaggle_environments can't be imported by")
    print("  %s" % sys.executable)
    print("  %s" % reason)
    print("  To install it, on Python 3.11 or newer:")
    print("  python -m pip install --no-deps -r requirements.txt")


def differences(game, package):
    """Where the unbundled package answers otherwise, as a sentence; the first turn is enough."""
    process = subprocess.run(
        [sys.executable, "-I", "-B", os.path.join(HERE, "replay.py"), package],
        input=json.dumps(game.boards),
        stdout=subprocess.PIPE,
        universal_newlines=True,
        check=True,
    )
    orders = json.loads(process.stdout)
    if len(orders) != len(game.orders):
        yield "the bundle gave orders in %d of %d turns" % (len(game.orders), len(orders))
    for turn, (bundled, unbundled) in enumerate(zip(game.orders, orders)):
        if bundled != unbundled:
            yield "turn %d: bundled %s, unbundled %s" % (turn, bundled, unbundled)
            break


if __name__ == "__main__":
    sys.exit(main())
