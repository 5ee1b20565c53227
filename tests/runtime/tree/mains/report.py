"""Says on one line what a program that was started somehow sees of its modules."""
import json
import pkgutil

import fid.helpers
from fid.sub.deep.leaf import VALUE

from . import friend

print(json.dumps([VALUE, pkgutil.get_data('fid', 'data/logo.png').hex(), friend.NAME, __package__, fid.helpers.double(3),
                  sorted(name for name in globals() if 'pybundle' in name)]))
