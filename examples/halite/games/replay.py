"""Asks the package itself, unbundled, what it does on given boards.

    python replay.py SOURCE_DIRECTORY < boards.json > orders.json

Reads a JSON list of [observation, configuration] from standard input, and writes the list of
`halite.main.agent`'s answers to standard output. A process of its own, so that bundle and package
can share nothing.
"""

import json
import sys


def main():
    sys.path.insert(0, sys.argv[1])
    from halite.main import agent

    json.dump([agent(*board) for board in json.load(sys.stdin)], sys.stdout)


if __name__ == "__main__":
    main()
