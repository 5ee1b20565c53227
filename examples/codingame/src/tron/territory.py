"""Who reaches which cells first, if everybody drives the shortest way."""


def sizes(grid, heads):
    """The number of free cells that each player reaches before the others.

    `heads` maps players to cells, in the order in which they move; the earlier one gets a cell that
    two reach in the same turn. All territories grow by one ring in turn.
    """
    reached = set()
    rings = {player: [head] for player, head in heads.items()}
    counts = dict.fromkeys(heads, 0)
    while any(rings.values()):
        for player, ring in rings.items():
            grown = []
            for cell in ring:
                for _, neighbour in grid.free_neighbours(cell):
                    if neighbour not in reached:
                        reached.add(neighbour)
                        grown.append(neighbour)
            rings[player] = grown
            counts[player] += len(grown)
    return counts


def best_move(grid, heads, me):
    """The move after which `me` has the most cells more than the others together.

    Without any free cell around, the first move there is: the game wants an answer.
    """
    others = [player for player in heads if player != me]
    best = None
    for name, cell in grid.free_neighbours(heads[me]):
        grid.take(cell, me)
        # The others move before `me` does again.
        counts = sizes(grid, {**{player: heads[player] for player in others}, me: cell})
        del grid.owners[cell]
        value = counts[me] - sum(counts[player] for player in others)
        if best is None or value > best[0]:
            best = value, name
    return best[1] if best else 'LEFT'
