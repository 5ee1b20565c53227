"""An uncaught exception through several modules."""
import sys

import fid.helpers


def middle(depth):
    fid.helpers.fail(depth)


if len(sys.argv) > 1 and sys.argv[1] == 'chained':
    try:
        middle(1)
    except ValueError as error:
        raise KeyError('from main') from error
middle(2)
