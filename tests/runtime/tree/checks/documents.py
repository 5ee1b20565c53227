"""pydoc, linecache and pdb."""
import contextlib
import io
import linecache
import pdb
import pydoc

import fid.helpers

from . import done, probe


@probe
def text():
    return [pydoc.plain(pydoc.render_doc(each)) for each in (fid, fid.helpers, fid.helpers.Shape, 'fid.helpers.double')]


@probe
def lines():
    path = fid.helpers.__file__
    answers = [linecache.getline(path, 1), linecache.getline(path, 22), len(linecache.getlines(path))]
    linecache.checkcache()
    linecache.checkcache(path)
    return answers + [linecache.getline(path, 1), linecache.getline(path, 999), linecache.getline(path + 'x', 1)]


@probe
def lines_with_globals():
    linecache.clearcache()
    return linecache.getline(fid.helpers.__file__, 1, vars(fid.helpers))


@probe
def lines_after_clearcache():
    linecache.clearcache()
    return linecache.getline(fid.helpers.__file__, 1)


def session(commands, function, *arguments):
    output = io.StringIO()
    debugger = pdb.Pdb(stdin=io.StringIO('\n'.join(commands) + '\n'), stdout=output, nosigint=True, readrc=False)
    debugger.use_rawinput = False
    debugger.prompt = ''
    with contextlib.suppress(ValueError):
        debugger.runcall(function, *arguments)
    return output.getvalue()


@probe
def debugged():
    return session(['step', 'list', 'll', 'args', 'next', 'p value', 'continue'], fid.helpers.double, 4)


@probe
def function_breakpoint():
    return session(['b fid.helpers.fail', 'continue', 'longlist', 'continue', 'continue', 'continue'],
                   lambda: fid.helpers.fail(1))


@probe
def post_mortem():
    output = io.StringIO()
    try:
        fid.helpers.fail(1)
    except ValueError as error:
        debugger = pdb.Pdb(stdin=io.StringIO('list\nwhere\nup\nlist\nquit\n'), stdout=output, nosigint=True, readrc=False)
        debugger.use_rawinput = False
        debugger.prompt = ''
        debugger.reset()
        debugger.interaction(None, error.__traceback__)
    return output.getvalue()


done()
