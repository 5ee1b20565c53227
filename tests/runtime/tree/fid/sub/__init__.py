from . import deep  # noqa
from ..helpers import double
