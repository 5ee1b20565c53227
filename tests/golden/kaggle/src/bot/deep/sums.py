from .. import main


def double(x):
    return main.FACTOR * x
