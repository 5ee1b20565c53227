"""What a game that was played leaves behind, whoever ran it."""

from typing import NamedTuple


class Game(NamedTuple):
    """A game, as the player at `seat` saw it.

    `boards` are [observation, configuration] of each turn, and `orders` what the agent answered;
    `players` is the observation's list of players at the end. `rewards` and `statuses` are the
    engine's, by seat. `printed` maps turns to what the agent printed, its traceback included.
    """

    title: str
    seat: int
    boards: list
    orders: list
    players: list
    rewards: list
    statuses: list
    printed: dict

    def report(self, name):
        """Prints a line for every 50 turns, then the standings; `name` is the agent's."""
        turns = [(turn, seen["players"]) for turn, (seen, _) in enumerate(self.boards)]
        print(self.title)
        print("%6s | %34s | %s" % ("", name, "the others"))
        print("%6s | %8s %6s %7s %10s | %s" % ("turn", "bank", "ships", "yards", "cargo", "bank"))
        for turn, players in turns[::50] + [(len(turns), self.players)]:
            bank, yards, ships = players[self.seat]
            cargo = sum(halite for _, halite in ships.values())
            others = "".join("%8d" % p[0] for seat, p in enumerate(players) if seat != self.seat)
            row = (turn, bank, len(ships), len(yards), cargo, others)
            print("%6d | %8d %6d %7d %10d |%s" % row)
        print("Final standings (who is out has the turns it missed, as a negative number):")
        standings = sorted(range(len(players)), key=lambda seat: -self.rewards[seat])
        for place, seat in enumerate(standings, start=1):
            player = name if seat == self.seat else "random %d" % seat
            print("%3d. %-20s %8d  %s" % (place, player, self.rewards[seat], self.statuses[seat]))

    def faults(self):
        """What is wrong with the game, as sentences."""
        if self.statuses[self.seat] != "DONE":
            yield "the game ended for the agent with status %s" % self.statuses[self.seat]
        others = [reward for seat, reward in enumerate(self.rewards) if seat != self.seat]
        if others and self.rewards[self.seat] <= max(others):
            yield "its reward %s is not more than each of %s" % (self.rewards[self.seat], others)
        for turn, text in self.printed.items():
            yield "in turn %d the agent printed:\n%s" % (turn, text)
