"""Data files; a package, because Python 3.8 finds resources only beside an `__init__`."""
