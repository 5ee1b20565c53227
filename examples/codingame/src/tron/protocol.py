"""What the game writes, turn by turn, and reads."""


def turns(lines):
    """Yields (own number, {player: (first cell, head)}) for each turn; None for who has crashed."""
    lines = iter(lines)
    for line in lines:
        count, me = map(int, line.split())
        players = {}
        for player in range(count):
            x0, y0, x1, y1 = map(int, next(lines).split())
            players[player] = None if x0 < 0 else ((x0, y0), (x1, y1))
        yield me, players


def answer(move, file):
    print(move, file=file, flush=True)  # the game waits for it
