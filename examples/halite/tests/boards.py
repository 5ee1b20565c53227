"""Boards for the tests, written as what they are about."""

import random

CONFIGURATION = {
    "episodeSteps": 400,
    "size": 21,
    "spawnCost": 500,
    "convertCost": 500,
    "moveCost": 0,
    "collectRate": 0.25,
    "regenRate": 0.02,
    "maxCellHalite": 500,
}


def observation(ships=(), yards=(), rivals=(), halite=None, bank=5000, step=10, size=21):
    """An observation as kaggle_environments gives it to player 0.

    `ships` are (cell, cargo), `yards` are cells, `rivals` are more players as (ships, yards), and
    `halite` maps cells to what they hold; the others are empty.
    """
    field = [0] * (size * size)
    for cell, amount in (halite or {}).items():
        field[cell] = amount
    players = [_player(0, bank, ships, yards)]
    for number, (its_ships, its_yards) in enumerate(rivals, start=1):
        players.append(_player(number, 0, its_ships, its_yards))
    return {
        "halite": field,
        "players": players,
        "player": 0,
        "step": step,
        "remainingOverageTime": 60,
    }


def deal(seed, size=21):
    """A board's halite, indexed by cell: about as much as Kaggle's engine deals."""
    dice = random.Random(seed)
    return [dice.choice((0, 0, 0, 0, 100, 170)) for _ in range(size * size)]


def board(configuration=CONFIGURATION, **content):
    """The same as a Board."""
    from halite.board import Board  # here, so that who needs no Board needs no package

    content.setdefault("size", configuration["size"])
    return Board.read(observation(**content), configuration)


def _player(number, bank, ships, yards):
    return [
        bank,
        {"yard-%d-%d" % (number, i): cell for i, cell in enumerate(yards)},
        {"ship-%d-%d" % (number, i): [cell, cargo] for i, (cell, cargo) in enumerate(ships)},
    ]
