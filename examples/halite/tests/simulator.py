"""The rules of Halite IV for one player alone: enough to play without Kaggle's engine.

Written from the rules as kaggle_environments' specification of `halite` states them. It counts
collisions instead of resolving them, since an agent alone on the board should have none.
"""

STEPS = {"NORTH": (-1, 0), "EAST": (0, 1), "SOUTH": (1, 0), "WEST": (0, -1)}


class Game:
    """A game of one player. `collisions` counts the cells where two of its ships met."""

    def __init__(self, configuration, halite):
        self.configuration = configuration
        self.halite = list(halite)
        self.bank = 5000
        self.yards = {}
        middle = configuration["size"] // 2
        self.ships = {"0-1": [middle * configuration["size"] + middle, 0]}
        self.step = 0
        self.collisions = 0

    def observation(self):
        """What the agent is shown; a copy, so that it can't change the game."""
        ships = {id: list(ship) for id, ship in self.ships.items()}
        return {
            "halite": list(self.halite),
            "players": [[self.bank, dict(self.yards), ships]],
            "player": 0,
            "step": self.step,
            "remainingOverageTime": 60,
        }

    def play(self, agent):
        """Plays to the end, and returns what is in the bank then."""
        while self.turns_left:
            self.turn(agent(self.observation(), dict(self.configuration)))
        return self.bank

    @property
    def turns_left(self):
        """Turns for which the agent will be asked for orders."""
        return self.configuration["episodeSteps"] - 1 - self.step

    def turn(self, orders):
        """One turn. KeyError for an order to a unit that doesn't exist; ValueError if unpaid."""
        self.step += 1
        self._build(orders)
        moved = {id for id, order in orders.items() if order in STEPS}
        for id in moved:
            self.ships[id][0] = self._beside(self.ships[id][0], orders[id])
        cells = [cell for cell, _ in self.ships.values()]
        self.collisions += len(cells) - len(set(cells))
        self._deposit_and_mine(moved)
        self._regenerate(set(cells))

    def _build(self, orders):
        made = 0
        for id, order in orders.items():
            if order not in ("SPAWN", "CONVERT"):
                continue
            made += 1
            if order == "SPAWN":
                self.bank -= self.configuration["spawnCost"]
                self.ships["%d-%d" % (self.step, made)] = [self.yards[id], 0]
            else:
                cell, cargo = self.ships.pop(id)
                self.bank += cargo - self.configuration["convertCost"]
                self.yards["%d-%d" % (self.step, made)] = cell
                self.halite[cell] = 0
            if self.bank < 0:
                raise ValueError("turn %d: %s has no funds" % (self.step, order))

    def _deposit_and_mine(self, moved):
        yards = set(self.yards.values())
        for id, ship in self.ships.items():
            cell, cargo = ship
            if cell in yards:
                self.bank += cargo
                ship[1] = 0
            elif id not in moved:
                mined = int(self.halite[cell] * self.configuration["collectRate"])
                ship[1] += mined
                self.halite[cell] -= mined

    def _regenerate(self, occupied):
        for cell, halite in enumerate(self.halite):
            if cell not in occupied:
                grown = round(halite * (1 + self.configuration["regenRate"]), 3)
                self.halite[cell] = min(grown, self.configuration["maxCellHalite"])

    def _beside(self, cell, direction):
        size = self.configuration["size"]
        row, column = divmod(cell, size)
        down, right = STEPS[direction]
        return (row + down) % size * size + (column + right) % size
