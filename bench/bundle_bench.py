"""What making and starting a bundle costs, beside what it is compared with in docs/architecture.md.

    bundle_bench.py --tool PYBUNDLE --directory WORK [--repetitions N]

Makes packages of its own in WORK, so that it needs nothing but Python. The two sides of a comparison
take turns, in one run; a line says the medians, the ratio of the medians and the middle half of the
ratios of single turns. Times of processes are wall time for builds and processor time for starts.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time

MODULE = '''"""Module {number} of {count}: a class and a few functions, as modules have them."""

import collections
import functools

LIMIT = {number}


class Part{number}(collections.UserDict):
    """Keeps what it is given."""

    def total(self, factor=1):
        return sum(len(key) * factor for key in self.data) + LIMIT


@functools.lru_cache(maxsize=None)
def describe(name, times={number}):
    if not name:
        raise ValueError("a name is needed")
    return " ".join([name] * (times % 3 + 1))
'''


def write_package(directory, count):
    """A package `app` of `count` modules, and a main.py that imports them all; returns the files."""
    os.makedirs(os.path.join(directory, 'app'))
    sources = {'app/__init__.py': ''}
    for number in range(count):
        sources[f'app/part{number}.py'] = MODULE.format(number=number, count=count)
    sources['main.py'] = ''.join(f'import app.part{number}\n' for number in range(count))
    paths = []
    for name, source in sources.items():
        paths.append(os.path.join(directory, name))
        with open(paths[-1], 'w', encoding='utf-8') as file:
            file.write(source)
    return paths


def build(tool, directory):
    """Bundles main.py and `app` of `directory` and returns the bundle's path."""
    manifest = os.path.join(directory, 'manifest.json')
    with open(manifest, 'w', encoding='utf-8') as file:
        json.dump({'pybundle': 1, 'entry': 'main', 'modules': ['main'], 'packages': ['app']}, file)
    bundle = os.path.join(directory, 'app.py')
    subprocess.run([tool, 'build', '--quiet', manifest, '-o', bundle], check=True)
    return bundle


def wall_time(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def processor_time(command, cwd):
    """Seconds of processor time, user and system, of one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def compare(title, ours, reference, repetitions):
    """Lets both sides take turns; each is a function that returns seconds."""
    pairs = [(ours(), reference()) for _ in range(repetitions)]
    our_median, reference_median = (statistics.median(side) for side in zip(*pairs))
    low, _, high = statistics.quantiles([a / b for a, b in pairs], n=4)
    print(f'{title:<58}{our_median * 1e3:9.2f} ms {reference_median * 1e3:9.2f} ms '
          f'{our_median / reference_median:6.2f}x  ({low:.2f} to {high:.2f})', flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--tool', required=True)
    parser.add_argument('--directory', required=True, help='is emptied first')
    parser.add_argument('--repetitions', type=int, default=41)
    call = parser.parse_args()
    shutil.rmtree(call.directory, ignore_errors=True)

    print(f'\nPython {sys.version.split()[0]}, medians of {call.repetitions}')
    print(f'{"":<58}{"bundle":>12} {"reference":>12}  ratio  (middle half)')
    for count in (50, 1000):
        directory = os.path.join(call.directory, f'tree{count}')
        paths = write_package(directory, count)
        archive = os.path.join(directory, 'app.tar')

        def make_tar():
            subprocess.run(['tar', 'cf', archive, '-C', directory, 'app', 'main.py'], check=True)

        compare(f'build, {len(paths)} files | tar cf of them',
                lambda: wall_time(lambda: build(call.tool, directory)),
                lambda: wall_time(make_tar), call.repetitions)

    directory = os.path.join(call.directory, 'tree50')
    bundle = build(call.tool, directory)
    alone = os.path.join(call.directory, 'alone')
    os.makedirs(alone)
    bundle = shutil.copy(bundle, alone)
    empty = os.path.join(alone, 'empty.py')
    with open(empty, 'w', encoding='utf-8'):
        pass
    python = [sys.executable, '-B', '-S', '-E']
    compare('start, 52 modules | the tree on disk, without __pycache__',
            lambda: processor_time(python + [bundle], alone),
            lambda: processor_time(python + ['main.py'], directory), call.repetitions)

    tiny = os.path.join(call.directory, 'tree0')
    write_package(tiny, 0)
    tiny_bundle = shutil.copy(build(call.tool, tiny), os.path.join(alone, 'tiny.py'))
    compare('start, a program that does nothing | an empty file',
            lambda: processor_time(python + [tiny_bundle], alone),
            lambda: processor_time(python + [empty], alone), call.repetitions)


if __name__ == '__main__':
    main()
