"""A bot that drives where it gets the most of the grid. Read grid, territory, protocol, __main__."""
