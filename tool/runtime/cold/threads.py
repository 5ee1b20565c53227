# SPDX-License-Identifier: 0BSD


def thread_excepthook(args):
    """Print an exception that ends a thread as the interpreter does, but by traceback (see excepthook)."""
    import threading
    if args.exc_type is SystemExit:
        return
    stream = sys.stderr or getattr(args.thread, '_stderr', None)
    if stream is not None:
        name = args.thread.name if args.thread is not None else threading.get_ident()
        print('Exception in thread %s:' % name, file=stream, flush=True)
        import traceback
        traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback, file=stream)
        stream.flush()
