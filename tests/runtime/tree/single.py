"""A top-level module."""
NAME = __name__
