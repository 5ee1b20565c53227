# SPDX-License-Identifier: 0BSD
# A program outside of packages, by the least; where that doesn't do, main.py does it. 'script' is the program's path.


def quick(source, path):
    """Return a list of what compile() makes of `source`; it is empty where only compile() can do it right.

    The first compile() of a process prepares the syntax tree for Python, which takes a millisecond, and nobody may need it
    but us. exec() compiles, too, and a profiler sees the code before it is executed. A warning wants the file's name.
    """
    codes = []

    def stop(frame, event, _):
        if event == 'call':
            _imp._fix_co_filename(frame.f_code, path)
            codes.append(frame.f_code)
            raise LookupError

    if not (sys.gettrace() or sys.getprofile()) and str(sys.implementation.cache_tag) in (
            'cpython-38 cpython-39 cpython-310 cpython-311 cpython-312 cpython-313'):
        filters = sys.modules['_warnings'].filters
        filters.insert(0, ('error', None, Warning, None, 0))
        sys.setprofile(stop)
        try:
            exec(source, {})
        except Exception:
            pass
        finally:
            sys.setprofile(None)
            filters.pop(0)
    return codes


def start(frame):
    """Attach the program whose `frame` it is; return quick() of it. Its next line executes what main() returns."""
    global lineage, refused
    names = frame.f_globals
    lineage = names, entry, frame.f_lineno + 1
    refused = attach(frame)
    path = root + os.sep + script
    names['__loader__'] = Loader('__main__', path)
    head, _, text = contents[script].partition('\n')
    return not refused and quick(text.encode('utf-8', 'surrogateescape') if head == script else need('read')(script), path)


_codes = start(sys._getframe(1))
main = _codes.pop if _codes else need('program') and main
