# Shapes for everybody.
"""Shapes, and what can be said of them."""
# Made of 4 files by PyBundle VERSION: change those and build again.
# The files stand below, each under its path, after the code that lets imports find them.
if __import__('sys').version_info < (3, 8):
    raise ImportError('shapes needs Python 3.8 or later, this is Python ' + __import__('sys').version.split()[0])
_pybundle = {
'name': 'shapes',
'id': '...',
'entry': 'shapes',
'top_level': 'shapes',
'hot': '...',
'cold': '...',
'index': r'''
shapes/__init__.py
shapes/areas/__init__.py
shapes/areas/exponent.txt
shapes/square.py
shapes/
shapes/areas/''',
'files': (
r'''shapes/__init__.py
# Shapes for everybody.
"""Shapes, and what can be said of them."""
from __future__ import annotations

from .areas import area
from .square import Square

__all__ = ["Square", "area"]
''',
r'''shapes/areas/__init__.py
"""Areas."""
from pkgutil import get_data

EXPONENT = int(get_data(__name__, "exponent.txt"))


def area(shape: "Square") -> float:
    return shape.side**EXPONENT
''',
r'''shapes/areas/exponent.txt
2
''',
r'''shapes/square.py
class Square:
    def __init__(self, side):
        self.side = side
''',
),
}
exec(_pybundle['hot'], _pybundle)
exec(vars().pop('_pybundle')['library']())
