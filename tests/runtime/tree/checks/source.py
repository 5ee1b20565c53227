"""What inspect says of functions, classes and modules, of main's and of imported ones."""
import inspect

import fid.helpers
import fid.sub.deep.leaf

from . import done, probe


# Before the function.
def in_main(argument, *, option=1):
    """Docstring."""
    return inspect.stack()


class InMain:
    attribute = 1

    def method(self):
        return inspect.currentframe()


@probe
def source():
    return [inspect.getsource(each) for each in (
        in_main, InMain, InMain.method, fid.helpers.double, fid.helpers.Shape, fid.helpers.Shape.area, fid.helpers,
        fid.sub.deep.leaf)]


@probe
def source_of_an_empty_module():
    import odd.empty
    return inspect.getsource(odd.empty)


@probe
def lines():
    return [inspect.getsourcelines(each) for each in (in_main, InMain, fid.helpers.warn)]


@probe
def files():
    return [[inspect.getsourcefile(each), inspect.getfile(each)] for each in (
        in_main, InMain.method, fid.helpers, fid.helpers.fail, fid.helpers.Shape)]


@probe
def modules():
    return [inspect.getmodule(each).__name__ for each in (
        in_main, InMain, InMain().method(), fid.helpers.fail, fid.helpers.fail.__code__)]


@probe
def comments():
    return [inspect.getcomments(in_main), inspect.getcomments(fid.helpers.double)]


@probe
def names():
    return [inspect.getmodulename(fid.helpers.__file__), inspect.getdoc(fid.helpers.double),
            str(inspect.signature(in_main))]


@probe
def stack():
    return [[frame.filename, frame.function, frame.lineno, frame.code_context, frame.index]
            for frame in in_main(1) if 'runpy' not in frame.filename and not frame.filename.endswith('bundle.py')
            and frame.filename != '<root>']


@probe
def frame_in_import():
    import fid.looking  # it looks at the stack while it is imported
    return [name for name in fid.looking.FRAMES if 'runpy' not in name and not name.endswith('bundle.py')]


done()
