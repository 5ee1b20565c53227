"""Sees who imports it."""
import sys

FRAMES = []
_frame = sys._getframe()
while _frame:
    if 'importlib' not in _frame.f_code.co_filename:
        FRAMES.append(_frame.f_code.co_filename)
    _frame = _frame.f_back
