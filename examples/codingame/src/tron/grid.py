"""The grid: 30 x 20 cells, each free or taken by the trail of one player."""

WIDTH = 30
HEIGHT = 20

# In the order in which equally good moves are preferred.
MOVES = {'LEFT': (-1, 0), 'UP': (0, -1), 'RIGHT': (1, 0), 'DOWN': (0, 1)}


class Grid:
    """Cells are pairs (x, y), from (0, 0) at the top left."""

    def __init__(self):
        self.owners = {}

    def take(self, cell, player):
        self.owners[cell] = player

    def release(self, player):
        """Removes the trail of a player who has crashed."""
        self.owners = {cell: owner for cell, owner in self.owners.items() if owner != player}

    def is_free(self, cell):
        x, y = cell
        return 0 <= x < WIDTH and 0 <= y < HEIGHT and cell not in self.owners

    def free_neighbours(self, cell):
        """The name and the cell of each move that doesn't crash."""
        x, y = cell
        for name, (dx, dy) in MOVES.items():
            neighbour = x + dx, y + dy
            if self.is_free(neighbour):
                yield name, neighbour
