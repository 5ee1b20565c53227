"""A player of Halite IV, the game of Kaggle's competition of 2020.

One turn is one pure function, `halite.main.agent`: nothing is remembered between turns, so that
every decision can be explained by the board alone. It reads in this order:

    board      what the observation says: geometry, units, costs
    economy    what things are worth: a mining trip, one more ship, one more shipyard
    fleet      who does what, and how they get there without running into each other
    data       the numbers that were tuned by playing, apart from the code
"""

__version__ = "1.0"
