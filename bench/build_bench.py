#!/usr/bin/env python3
"""What building a bundle costs, beside packing the same files with tar and beside other bundlers.

    build_bench.py --tool PYBUNDLE --directory WORK [--lexer-bench PROGRAM] [--repetitions N]
                   [--only builds|peers|linear|lexer]... [--no-install]

Installs sympy and the other bundlers from Python's package index into WORK/venv, unless they are
there; what can't be had is said and left out. The sides of a comparison take turns in one run, each
writing over its file of the turn before; figures are medians, ratios those of medians. Prints
Markdown. Needs GNU tar or bsdtar.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM = 'import sympy\nx = sympy.Symbol("x")\nprint(sympy.integrate(x**2, x))\n'
REQUIREMENTS = {
    'sympy': ['sympy==1.14.0', 'mpmath==1.3.0'],
    'stickytape': ['stickytape==0.2.1'],
    'pinliner': ['pinliner==0.2.0'],
    'cribo': ['cribo==0.9.2'],
}
BUDGET = 1.5  # builds against tar
MEMORY_BUDGET = 3.0  # peak memory against bytes written
GROWTH_BUDGET = 11.0  # time for ten times the modules

# Starts one command and tells its peak memory. A process of its own, small and fresh: the peak of a
# child begins with what its parent had.
PEAK = '''
import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(pid, 0)
print(usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
sys.exit(bool(status))
'''


PEER_LIMIT = 300  # seconds


class Measured:
    """One side of a comparison: a command that is run again and again."""

    def __init__(self, command, cwd, output):
        self.command = [shutil.which(command[0]) or command[0]] + command[1:]
        self.cwd = cwd
        self.output = os.path.join(cwd, output)
        self.runs = []

    def run(self, limit=None):
        """Seconds of wall time; raises if the command fails."""
        with tempfile.TemporaryFile() as messages:
            begin = time.perf_counter()
            process = subprocess.Popen(self.command, cwd=self.cwd, stdout=subprocess.DEVNULL, stderr=messages)
            alarm = threading.Timer(limit or 0, process.kill)
            if limit:
                alarm.start()
            _, process.returncode, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begin
            alarm.cancel()
            if process.returncode != 0:
                messages.seek(0)
                lines = [line for line in messages.read().decode(errors='replace').splitlines() if line.strip()]
                raise RuntimeError(lines[-1] if lines else 'status {}'.format(process.returncode))
        self.runs.append([wall, usage.ru_utime + usage.ru_stime])
        return wall

    def column(self, index):
        return [figures[index] for figures in self.runs]

    @property
    def wall(self):
        return statistics.median(self.column(0))

    @property
    def processor(self):
        return statistics.median(self.column(1))

    @property
    def peak(self):
        runs = [subprocess.run([sys.executable, '-I', '-S', '-c', PEAK] + self.command, cwd=self.cwd, check=True,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in range(3)]
        return max(int(done.stdout.splitlines()[-1]) for done in runs)

    @property
    def size(self):
        return os.path.getsize(self.output)


def take_turns(sides, repetitions):
    for side in sides:
        side.run()  # what is read is in memory from here on
        side.runs.clear()
    for turn in range(repetitions):
        for side in sides if turn % 2 else reversed(sides):
            side.run()


def middle_half(first, second, index):
    """The quartiles of the ratios of single turns."""
    ratios = [a / b for a, b in zip(first.column(index), second.column(index))]
    low, _, high = statistics.quantiles(ratios, n=4)
    return '{:.2f} to {:.2f}'.format(low, high)


def table(head, rows):
    lines = ['| ' + ' | '.join(head) + ' |', '|' + '---|' * len(head)]
    return '\n'.join(lines + ['| ' + ' | '.join(map(str, row)) + ' |' for row in rows]) + '\n'


def milliseconds(seconds):
    return '{:.1f} ms'.format(seconds * 1e3)


def megabytes(count):
    return '{:.1f} MB'.format(count / 1e6)


def verdict(value, budget):
    return '{:.2f}x ({} {:g}x)'.format(value, 'within' if value <= budget else 'ABOVE', budget)


class Environment:
    """A virtual environment with what is measured."""

    def __init__(self, directory, install, names=tuple(REQUIREMENTS)):
        self.python = os.path.join(directory, 'bin', 'python')
        self.missing = {}
        if not os.path.exists(self.python):
            subprocess.run([sys.executable, '-m', 'venv', directory], check=True)
        for name in names:
            requirements = REQUIREMENTS[name]
            if not self.has(name) and install:
                pip = [self.python, '-m', 'pip', 'install', '--quiet',
                       '--disable-pip-version-check'] + requirements
                done = subprocess.run(pip, stderr=subprocess.PIPE, universal_newlines=True)
                if done.returncode != 0:
                    self.missing[name] = (done.stderr.strip().splitlines() or ['?'])[-1]
            if not self.has(name):
                self.missing.setdefault(name, 'is not installed')
        code = 'import sysconfig; print(sysconfig.get_paths()["purelib"])'
        self.site = subprocess.run([self.python, '-c', code], stdout=subprocess.PIPE, check=True,
                                   universal_newlines=True).stdout.strip()

    def has(self, name):
        code = 'import importlib.metadata as m, sys; m.version(sys.argv[1])'
        return subprocess.run([self.python, '-c', code, name],
                              stderr=subprocess.DEVNULL).returncode == 0

    def program(self, name):
        return os.path.join(os.path.dirname(self.python), name)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def packed_files(tool, directory, command):
    """The files that go into a bundle, as its metafile says; written to a list for tar."""
    metafile = os.path.join(directory, 'meta.json')
    subprocess.run(command + ['--metafile', metafile], cwd=directory, check=True)
    with open(metafile, encoding='utf-8') as file:
        data = json.load(file)
    paths = [(each['file'], each['path']) for each in data['modules'] + data['resources']]
    write(os.path.join(directory, 'files.txt'), ''.join(disk + '\n' for disk, _ in paths))
    return paths


def build_sides(tool, directory, more):
    """The tool's side, tar's side and the files that both pack."""
    command = [tool, 'build', 'main.py', '-o', 'bundle.py', '--quiet'] + more
    paths = packed_files(tool, directory, command)
    tar = ['tar', '-c', '-P', '-f', 'bundle.tar', '-T', 'files.txt']
    return (Measured(command, directory, 'bundle.py'),
            Measured(tar, directory, 'bundle.tar'), paths)


def sympy_cases(call, environment):
    """(title, sides and files) of the two builds that the budget is about."""
    search = ['--search-path', environment.site]
    everything = ['--include', 'sympy.*', '--include', 'mpmath.*']
    for title, more in (('what `import sympy` reaches', search),
                        ('all of sympy and mpmath', search + everything)):
        directory = os.path.join(call.directory, 'sympy' if more is search else 'sympy_all')
        write(os.path.join(directory, 'main.py'), PROGRAM)
        yield title, directory, build_sides(call.tool, directory, more)


def builds(call, environment):
    """Against tar, and the memory it takes."""
    if 'sympy' in environment.missing:
        return 'sympy can\'t be had: ' + environment.missing['sympy'] + '\n'
    time_rows = []
    memory_rows = []
    for title, _, (ours, tar, paths) in sympy_cases(call, environment):
        take_turns([ours, tar], call.repetitions)
        size = sum(os.path.getsize(os.path.join(ours.cwd, disk)) for disk, _ in paths)
        case = '{}: {} files, {}'.format(title, len(paths), megabytes(size))
        for index, kind in enumerate(('wall', 'processor')):
            a, b = getattr(ours, kind), getattr(tar, kind)
            time_rows.append([case, kind, milliseconds(a), milliseconds(b), verdict(a / b, BUDGET),
                              middle_half(ours, tar, index)])
        peak = ours.peak
        memory_rows.append([case, megabytes(ours.size), megabytes(peak),
                            verdict(peak / ours.size, MEMORY_BUDGET)])
    return (table(['build', 'time', 'pybundle', 'tar cf', 'ratio', 'middle half'], time_rows) + '\n' +
            table(['build', 'output', 'peak memory', 'ratio'], memory_rows))


def peer_commands(call, environment, directory, paths):
    """(name, command) of each other bundler, for the same program."""
    stage = os.path.join(directory, 'stage')
    shutil.rmtree(stage, ignore_errors=True)
    for disk, path in paths:
        target = os.path.join(stage, '__main__.py' if path == 'main.py' else path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copyfile(os.path.join(directory, disk), target)
    yield 'zipapp', [environment.python, '-m', 'zipapp', stage, '-o', 'peer.out']
    yield 'stickytape', [environment.program('stickytape'), 'main.py', '--add-python-path',
                         environment.site, '--output-file', 'peer.out']
    yield 'pinliner', [environment.program('pinliner'), os.path.join(environment.site, 'sympy'),
                       'peer.out']  # of one package alone
    # It follows imports beside the entry only.
    yield 'cribo', [environment.program('cribo'), '--entry', os.path.join(stage, '__main__.py'),
                    '--output', 'peer.out']


def peers(call, environment):
    """Other bundlers on the same program, some of which take all of a package."""
    if 'sympy' in environment.missing:
        return 'sympy can\'t be had: ' + environment.missing['sympy'] + '\n'
    _, directory, (ours, tar, paths) = next(sympy_cases(call, environment))
    take_turns([ours, tar], 5)
    rows = [['pybundle', milliseconds(ours.wall), '1.0x', megabytes(ours.size)],
            ['tar cf', milliseconds(tar.wall), '{:.2f}x'.format(tar.wall / ours.wall),
             megabytes(tar.size)]]
    for name, command in peer_commands(call, environment, directory, paths):
        if name in environment.missing:
            rows.append([name, 'can\'t be had: ' + environment.missing[name], '', ''])
            continue
        side = Measured(command, directory, 'peer.out')
        try:
            if side.run(PEER_LIMIT) < 10:
                side.run()
                side.run()
            ratio = '{:.0f}x'.format(side.wall / ours.wall)
            if side.size < ours.size / 2:
                ratio = 'none: left most modules out'
            rows.append([name, milliseconds(side.wall), ratio, megabytes(side.size)])
        except subprocess.TimeoutExpired:
            rows.append([name, 'more than {} s'.format(PEER_LIMIT), '', ''])
        except (RuntimeError, OSError) as error:
            rows.append([name, 'failed: ' + str(error).replace('|', '/')[:200], '', ''])
    return table(['bundler', 'wall', 'of pybundle\'s', 'output'], rows)


MODULE = '''"""Module {number}: what modules mostly hold."""

import collections
import functools

{imports}

LIMIT = {number}


class Part{number}(collections.UserDict):
    """Keeps what it is given."""

    def total(self, factor=1):
        # Longer than it needs to be, as code is.
        return sum(len(key) * factor for key in self.data if key not in ("", None)) + LIMIT

    def describe(self, name, times={number}):
        if not name:
            raise ValueError("a name is needed, and {{!r}} is none".format(name))
        return {{"name": name, "text": " ".join([name] * (times % 3 + 1)), "limit": [LIMIT, times]}}


@functools.lru_cache(maxsize=None)
def describe(name):
    return Part{number}({{name: name}}).describe(name)
'''
PER_PACKAGE = 50


def write_modules(directory, count):
    """A program of `count` modules in packages of 50, each of which imports two others."""
    shutil.rmtree(directory, ignore_errors=True)

    def name(number):
        return 'app.package{}.module{}'.format(number // PER_PACKAGE, number)

    for number in range(count):
        imports = ['import ' + name(other) for other in (2 * number + 1, 2 * number + 2)
                   if other < count]
        path = os.path.join(directory, *name(number).split('.')) + '.py'
        write(path, MODULE.format(number=number, imports='\n'.join(imports)))
        if number % PER_PACKAGE == 0:
            write(os.path.join(os.path.dirname(path), '__init__.py'), '')
    write(os.path.join(directory, 'app', '__init__.py'), '')
    write(os.path.join(directory, 'main.py'), 'import ' + name(0) + '\n')


def linear(call, environment):
    """Ten times the modules, twice."""
    rows = []
    before = None
    for count in (150, 1500, 15000):
        directory = os.path.join(call.directory, 'modules{}'.format(count))
        write_modules(directory, count)
        ours, tar, paths = build_sides(call.tool, directory, [])
        take_turns([ours, tar], max(5, call.repetitions // 3))
        peak = ours.peak
        growth = '' if before is None else verdict(ours.wall / before, GROWTH_BUDGET)
        rows.append([count, len(paths), megabytes(ours.size), milliseconds(ours.wall), growth,
                     '{:.2f}x'.format(ours.wall / tar.wall),
                     verdict(peak / ours.size, MEMORY_BUDGET)])
        before = ours.wall
        shutil.rmtree(directory, ignore_errors=True)
    return table(['modules', 'files', 'output', 'wall', 'growth', 'of tar cf', 'peak memory'], rows)


def lexer(call, environment):
    """One core over text in memory."""
    if not call.lexer_bench:
        return 'not measured: no --lexer-bench\n'
    packages = [os.path.join(environment.site, name) for name in ('sympy', 'mpmath')]
    library = os.path.dirname(os.__file__)
    packages = [path for path in packages if os.path.isdir(path)]
    text = ''
    for title, directories in (('Python\'s library', [library]), ('sympy and mpmath', packages)):
        if not directories:
            continue
        done = subprocess.run([call.lexer_bench] + directories, stdout=subprocess.PIPE, check=True,
                              universal_newlines=True)
        text += '{}:\n\n```\n{}```\n\n'.format(title, done.stdout)
    return text.rstrip('\n') + '\n'


SECTIONS = {
    'builds': ('Building, against tar', builds),
    'peers': ('Building, other bundlers', peers),
    'linear': ('Building, by the number of modules', linear),
    'lexer': ('Lexing', lexer),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--tool', required=True)
    parser.add_argument('--directory', required=True, help='what is made for it is kept there')
    parser.add_argument('--lexer-bench', help='the program lexer_bench')
    parser.add_argument('--repetitions', type=int, default=31)
    parser.add_argument('--only', action='append', choices=list(SECTIONS))
    parser.add_argument('--no-install', action='store_true', help='measure with what is there')
    call = parser.parse_args()
    call.tool = os.path.abspath(call.tool)
    call.directory = os.path.abspath(call.directory)
    os.makedirs(call.directory, exist_ok=True)
    environment = Environment(os.path.join(call.directory, 'venv'), not call.no_install)
    version = subprocess.run([call.tool, '--version'], stdout=subprocess.PIPE, check=True,
                             universal_newlines=True).stdout.strip()
    print('{}, {}, {} processors, Python {}, medians of {}, {}\n'.format(
        version, platform.machine(), os.cpu_count(), platform.python_version(), call.repetitions,
        time.strftime('%Y-%m-%d')))
    for key in call.only or SECTIONS:
        title, section = SECTIONS[key]
        print('### {}\n\n{}'.format(title, section(call, environment)), flush=True)


if __name__ == '__main__':
    main()
