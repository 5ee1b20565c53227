from .deep.sums import double
from .moves import MOVES

FACTOR = 2


def helper(step):
    return MOVES[double(step) % len(MOVES)]


def agent(observation, configuration):
    return helper(observation['step'])


class NotTheAgent:
    pass
