"""multiprocessing with functions that are defined in main, and in modules."""
import concurrent.futures
import inspect
import multiprocessing
import sys

import fid.helpers

from . import done, probe


class InMain:
    def __init__(self, value):
        self.value = value


def work(value):
    return InMain(value * 2)


def send(queue):
    queue.put([__name__, 'checks' in sys.modules, InMain(1).value, inspect.getsource(InMain), inspect.getsource(work)])


if __name__ == '__main__':
    context = multiprocessing.get_context(sys.argv[1])

    @probe
    def pool():
        with context.Pool(1) as workers:
            return workers.map(fid.helpers.double, [1, 2]), [each.value for each in workers.map(work, [1, 2])]

    @probe
    def process():
        queue = context.SimpleQueue()
        child = context.Process(target=send, args=(queue,))
        child.start()
        answer = queue.get()
        child.join()
        return answer, child.exitcode

    @probe
    def executor():
        with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as workers:
            return workers.submit(work, 21).result().value

    done()
