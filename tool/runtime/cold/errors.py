# SPDX-License-Identifier: 0BSD
# Uncaught exceptions. Until 3.12 the interpreter's own hooks look for a source line in any file on sys.path that has the
# module's file name.


def excepthook(kind, value, trace):
    """Print an uncaught exception of the main thread."""
    if sys.stderr is not None:
        import traceback
        traceback.print_exception(kind, value, trace)


def watch(threading):
    """Let the main program's threads print by traceback, too."""
    if 'prints' in globals() and threading.excepthook is getattr(sys.modules['_thread'], '_excepthook', None):
        threading.excepthook = thread_excepthook


def thread_excepthook(args):
    """Print an exception that ends a thread, as the interpreter does."""
    import threading
    import traceback
    if args.exc_type is SystemExit:
        return
    stream = sys.stderr
    if stream is None:
        stream = getattr(args.thread, '_stderr', None)
    if stream is not None:
        name = args.thread.name if args.thread is not None else threading.get_ident()
        print('Exception in thread %s:' % name, file=stream, flush=True)
        traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback, file=stream)
        stream.flush()
