"""Sources in every encoding and with every line end; the errors of those that can't be compiled."""
import importlib.util
import inspect
import linecache

from . import done, probe

GOOD = 'crlf lone_cr mixed_ends bom latin cp1252 utf8 formfeed no_newline quotes empty tabs'.split()
BAD = 'bad_nul bad_cookie bad_utf8 bad_syntax bad_indent bad_null_bytes_at_end'.split()


def values(module):
    return {name: value for name, value in sorted(vars(module).items()) if isinstance(value, str) and name[:2] != '__'}


def failure(name):
    try:
        importlib.import_module('odd.' + name)
    except BaseException as error:
        return [type(error).__name__, str(error), getattr(error, 'filename', '-'), getattr(error, 'lineno', '-'),
                getattr(error, 'offset', '-'), getattr(error, 'text', '-')]
    return 'imported'


for each in GOOD:
    def look():
        module = importlib.import_module('odd.' + each)
        loader = module.__loader__
        return [values(module), loader.get_data(loader.path).hex(), loader.get_source(module.__name__),
                linecache.getlines(loader.path), module.__doc__]
    look.__name__ = each
    probe(look)

for each in BAD:
    def look():
        loader = importlib.util.find_spec('odd.' + each).loader
        try:
            text = loader.get_source(loader.name)
        except (ImportError, SyntaxError, UnicodeError) as error:
            text = str(error)
        return [failure(each), loader.get_data(loader.path).hex(), text]
    look.__name__ = each
    probe(look)


@probe
def lines_after_form_feed():
    from odd import formfeed
    return inspect.getsourcelines(formfeed.after)


@probe
def lines_after_separator():
    from odd import utf8
    return inspect.getsourcelines(utf8.f)


done()
