"""Where warnings say that they come from."""
import sys
import warnings

import fid.helpers

from . import done, probe


def import_deprecated():
    import fid.deprecated  # warns the one who imports it


@probe
def recorded():
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        fid.helpers.warn()
        fid.helpers.warn(2)
        import_deprecated()
    return [[each.filename, each.lineno, str(each.message), each.category.__name__] for each in seen]


@probe
def by_module():
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('ignore')
        warnings.filterwarnings('always', module='fid.helpers')
        fid.helpers.warn()
        fid.helpers.warn(2)
    return len(seen)


@probe
def as_errors():
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        fid.helpers.warn()


warnings.simplefilter('default')
fid.helpers.warn()  # on stderr, with its line
fid.helpers.warn(2)
sys.modules.pop('fid.deprecated', None)
import fid.deprecated  # noqa

done()
