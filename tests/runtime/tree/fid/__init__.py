"""A package to be looked at."""
__version__ = '1.2'
STATE = []
