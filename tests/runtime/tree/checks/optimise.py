"""compile() inside of bundled code, and the optimisation level."""
import sys

import fid.optimised

from . import done, probe


@probe
def level():
    return fid.optimised.checked(), fid.optimised.checked.__doc__, __debug__, sys.flags.optimize


@probe
def in_main():
    try:
        assert False
    except AssertionError:
        return 'checked'


done()
