# Made of 4 files by PyBundle VERSION: change those and build again.
# The files stand below, each under its path, after the code that lets imports find them.
if __import__('sys').version_info < (3, 8):
    raise ImportError('bot.main needs Python 3.8 or later, this is Python ' + __import__('sys').version.split()[0])
_pybundle = {
'name': 'bot.main',
'id': '...',
'entry': 'bot.main',
'attribute': 'agent',
'top_level': 'bot',
'isolate': 'auto',
'hot': '...',
'cold': '...',
'index': r'''
bot/__init__.py
bot/deep/sums.py
bot/main.py
bot/moves.py
bot/
bot/deep/''',
'files': (
r'''bot/__init__.py
''',
r'''bot/deep/sums.py
from .. import main


def double(x):
    return main.FACTOR * x
''',
r'''bot/main.py
from .deep.sums import double
from .moves import MOVES

FACTOR = 2


def helper(step):
    return MOVES[double(step) % len(MOVES)]


def agent(observation, configuration):
    return helper(observation['step'])


class NotTheAgent:
    pass
''',
r'''bot/moves.py
MOVES = ["N", "E", "S", "W"]
''',
),
}
exec(_pybundle['hot'], _pybundle)
vars().pop('_pybundle')['export']()
