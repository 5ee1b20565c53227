"""Two versions of a library, as bundles."""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, os.pardir, os.pardir, 'runtime'))

import bundles  # noqa: E402
from test_conflict import write  # noqa: E402


def build(directory, name, factor):
    """Bundle the library that multiplies by `factor` into <name>.py in a directory of its own; return its path."""
    tree = os.path.join(directory, 'tree%d' % factor)
    write(tree, lib__='from .numbers import Number\nfrom .work import multiply',
          lib__numbers='''
              import dataclasses
              @dataclasses.dataclass
              class Number:
                  value: 'int'
                  file: 'str' = __file__
              ''', lib__work='''
              def multiply(number):
                  from . import late
                  from lib.numbers import Number
                  assert type(number) is Number, (type(number), Number)
                  return Number(late.FACTOR * number.value)
              ''', lib__late='FACTOR = %d' % factor)
    folder = os.path.join(directory, '%s-%d' % (name, factor))
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, name + '.py')
    bundles.build(tree, 'lib', path, host='module')
    return path
