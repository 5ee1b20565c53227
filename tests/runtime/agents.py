"""Agents for a host of Kaggle's kind, several of which use the same package names."""
import os
import shutil
import tempfile
import textwrap

import bundles
from test_conflict import write
from test_kaggle import LOAD

# An agent that uses its own modules in all the ways that look a module up by name. {n} tells the versions apart.
MAIN = '''
import dataclasses, enum, importlib, pickle, pkgutil, typing
import bot.state as state
from bot import helpers
from .state import COUNT


class Color(enum.Enum):
    RED = {n}


@dataclasses.dataclass
class Point:
    color: 'Color'
    inner: typing.Optional['Point'] = None


NATURAL = b'cbot.main\\nPoint\\n.'  # as a model that was saved in training


def agent(observation, configuration):
    """Acts."""
    import bot.late
    from bot import later
    COUNT[0] += 1
    late = importlib.import_module('bot.late')
    relative = importlib.import_module('.late', __package__)
    text = importlib.import_module('.late', 'bot')
    assert late is bot.late is relative is text and late.PARENT is bot
    point = Point(Color.RED)
    again = pickle.loads(pickle.dumps(point))
    assert again == point and again.color is Color.RED and type(again) is Point
    assert pickle.loads(NATURAL) is Point
    assert typing.get_type_hints(Point)['color'] is Color
    assert pkgutil.get_data('bot', 'data.txt') == b'{n}'
    assert pkgutil.get_data(__package__, 'data.txt') == b'{n}'
    assert importlib.util.find_spec('bot.late').origin == late.__file__
    assert __import__('bot') is bot and __import__('bot.late', fromlist=['WHO']) is late
    assert later.WHO == late.WHO == helpers.WHO == {n}
    return [{n}, COUNT[0]]


def broken(observation, configuration):
    helpers.fail()
'''


class Agents:
    """Builds agents, and hosts that load them."""

    def setUp(self):
        self.directory = tempfile.mkdtemp(dir=self.workshop.directory)
        self.addCleanup(shutil.rmtree, self.directory)

    def build(self, n, main=MAIN, attribute='agent', name=None, **more):
        tree = os.path.join(self.directory, 'tree%d' % n)
        write(tree, bot__='import importlib.util', bot__main=main.replace('{n}', str(n)), bot__state='COUNT = [0]\n',
              bot__helpers='''
                  WHO = %d
                  class Wrong(Exception):
                      pass
                  def fail():
                      raise Wrong('here')
                  ''' % n,
              bot__late='import bot as PARENT; WHO = %d' % n, bot__later='from .late import WHO')
        with open(os.path.join(tree, 'bot', 'data.txt'), 'w') as file:
            file.write(str(n))
        path = os.path.join(self.directory, name or 'agent%d.py' % n)
        bundles.build(tree, 'bot.main:' + attribute, path, host='kaggle', **more)
        return path

    def host(self, code, **names):
        head = LOAD + '''
import gc
LAZY = sys.implementation.name == 'pypy'  # its method cache keeps some functions, and so modules, for a while
def agents(*paths):
    return [load(path)[0] for path in paths]
def bots():
    return sorted(name for name in sys.modules if name.partition('.')[0].partition('__')[0] == 'bot')
'''
        head += ''.join('%s = %r\n' % item for item in names.items())
        status, stdout, stderr = self.workshop.run([self.interpreter.executable, '-B', '-c', head + textwrap.dedent(code)])
        self.assertEqual((status, stderr), (0, ''), stdout)
        return stdout.replace(self.directory, '')
