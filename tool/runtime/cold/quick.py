# SPDX-License-Identifier: 0BSD
# Code without compile(), whose first call in a process prepares the syntax tree for Python: that takes a millisecond, and
# a program needs it only if it imports what nobody has compiled before.


def quick(source, path):
    """Return a list of what compile() makes of `source`; it is empty where only compile() can do it right.

    exec() compiles, too, and a profiler sees the code before it is executed. A warning needs the name of the file.
    """
    codes = []

    def stop(frame, event, _):
        if event == 'call':
            _imp._fix_co_filename(frame.f_code, path)
            codes.append(frame.f_code)
            raise LookupError

    if (str(sys.implementation.cache_tag) in 'cpython-38 cpython-39 cpython-310 cpython-311 cpython-312 cpython-313'
            and not (sys.gettrace() or sys.getprofile() or quick.__code__.co_flags > 0x2000)):
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
