"""Exceptions that nobody catches, in several ways: what stands on stderr."""
import sys
import threading

import fid.helpers


def middle(depth):
    fid.helpers.fail(depth)


way = sys.argv[1] if len(sys.argv) > 1 else 'plain'
if way == 'chained':
    try:
        middle(1)
    except ValueError as error:
        raise KeyError('from main') from error
elif way == 'thread':
    worker = threading.Thread(target=middle, args=(1,), name='worker')
    worker.start()
    worker.join()
    leaver = threading.Thread(target=sys.exit)
    leaver.start()
    leaver.join()
elif way == 'import':
    import fid.oops
elif way == 'syntax':
    import odd.bad_syntax
elif way == 'missing':
    import fid.missing
elif way == 'exit':
    sys.exit('a message')
elif way == 'interrupt':
    raise SystemExit(7)
else:
    middle(2)
