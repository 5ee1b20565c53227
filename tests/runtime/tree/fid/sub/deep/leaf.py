from ...helpers import double
from .. import deep

VALUE = double(deep.LEVEL)
