"""An agent, and a program as a function."""
import sys

from . import friend

COUNT = [0]


def agent(observation, configuration):
    from fid.sub.deep.leaf import VALUE
    COUNT[0] += 1
    return [observation, VALUE, friend.NAME, COUNT[0]]


class Holder:
    def run():
        return agent(1, 2)


def main():
    print(agent('main', None)[2], __name__, sys.argv[1:])
    return 3


def helper():
    """Stands after the agent."""
