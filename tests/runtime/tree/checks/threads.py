"""Threads that import slow modules in a ring at the same time."""
import importlib
import threading

from . import done, probe


@probe
def ring():
    # All enter the ring at one place: else the interpreter now and then reports a deadlock, from the disk as well.
    seen, errors = [], []
    start = threading.Barrier(15)

    def work(number):
        start.wait()
        try:
            importlib.import_module('fid.slow_a')
            seen.append(importlib.import_module('fid.slow_%s' % 'abc'[number % 3]).NAME)
        except BaseException as error:
            errors.append(repr(error))

    workers = [threading.Thread(target=work, args=(number,)) for number in range(15)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sorted(seen), errors


@probe
def resources():
    import pkgutil
    seen = []
    workers = [threading.Thread(target=lambda: seen.append(len(list(pkgutil.walk_packages(
        importlib.import_module('fid').__path__))))) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return seen


done()
