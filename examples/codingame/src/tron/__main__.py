"""Plays one game: reads turns from standard input, writes moves to standard output."""
import sys

from .grid import Grid
from .protocol import answer, turns
from .territory import best_move


def main():
    grid = Grid()
    for me, players in turns(sys.stdin):
        heads = {}
        for player, cells in players.items():
            if cells is None:
                grid.release(player)
            else:
                first, heads[player] = cells
                grid.take(first, player)
                grid.take(heads[player], player)
        answer(best_move(grid, heads, me), sys.stdout)


if __name__ == '__main__':
    main()
