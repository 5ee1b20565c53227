"""What starting a bundle costs, in each of its forms, beside the same modules on the disk and the peers.

    start_bench.py --tool PYBUNDLE --directory WORK [--python PYTHON]... [--quick] [--markdown] [--svg FILE]

For each subject a program that imports it is run once from a bundle of everything, which records what is imported.
What is compared then are those modules, in all forms alike: on the disk with and without __pycache__, as zipapp, and
in bundles. The subjects are an agent of eleven modules, made here, and packages that pip installs into WORK; the peers
stickytape and pinliner take part if their commands are found.

All forms take turns. Times are processor time, user and system, of whole processes; "net" is without what the same
interpreter needs for the standard library's modules that the program imports. A table says for each form the median of
the net times and its ratio to that of the disk with __pycache__, with the middle half of the single turns' ratios to
the same. Where the system lets pages of files be dropped from its cache, a second table says the same of wall times
with all files of the subject out of that cache; the interpreter and the standard library stay in it. Figures of a
machine that does something else at the same time mean little.
"""

import argparse
import glob
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time

REQUIREMENTS = ['rich==13.9.4', 'typing_extensions==4.12.2', 'requests==2.32.4', 'charset-normalizer==2.1.1', 'networkx==3.1', 'sympy==1.13.3']
VERSIONS = '3.8', '3.11', '3.13'

AGENT_MODULE = '''"""Part {number} of an agent."""
import math
import random

LIMIT = {number}


class Part{number}:
    """Knows its surroundings."""

    def __init__(self, width=21, height=21):
        self.cells = [[0] * width for _ in range(height)]

    def distance(self, one, other):
        return math.hypot(one[0] - other[0], one[1] - other[1])

    def choose(self, moves):
        best = [move for move in moves if self.distance(move, (0, LIMIT)) > 1]
        return random.choice(best) if best else None


def evaluate(state, depth={number}):
    """Return how good a state is."""
    total = 0
    for key, value in sorted(state.items()):
        total += value * (depth + 1) if key.startswith("own") else -value
    return total
'''


def flags(work):
    """Options of all runs: neither the environment nor site-packages have a say."""
    return ['-E', '-s', '-S']


def run(command, **more):
    return subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **more)


def times(command, environment):
    """Return the seconds of processor time, user and system, and of wall time, of one process."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = 0
    if status:
        raise SystemExit('%s ended with %s' % (' '.join(command), status))
    return usage.ru_utime + usage.ru_stime, wall


def drop_from_cache(folder):
    """Drop the pages of all files in `folder` from the system's cache; they must have been written to the disk."""
    for directory, _, names in os.walk(folder):
        for name in names:
            handle = os.open(os.path.join(directory, name), os.O_RDONLY)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)


class Subject:
    """One program, and its forms for one interpreter."""

    def __init__(self, name, program, call, python, site):
        self.name, self.call, self.python, self.site = name, call, python, site
        self.folder = os.path.join(call.directory, python[0], name)
        self.tree = os.path.join(self.folder, 'tree')
        os.makedirs(self.folder)
        self.forms = {}
        self.environment = {key: value for key, value in os.environ.items()
                            if not key.startswith(('PYTHON', 'PYBUNDLE'))}
        main = os.path.join(self.folder, 'main.py')
        with open(main, 'w') as file:
            file.write(program)
        self.record(main)
        self.make_trees()
        self.make_bundles(main)
        self.make_peers()

    def pybundle(self, name, main, *options):
        path = os.path.join(self.folder, name + '.py')
        run([self.call.tool, 'build', '-q', main, '--search-path', self.site, *options, '-o', path])
        return path

    def start(self, path, *more):
        return [self.python[1], *flags(self), *more, path]

    def record(self, main):
        path = self.pybundle('all', main)
        self.recording = os.path.join(self.folder, 'recorded')
        run(self.start(path, '-B'), env=dict(self.environment, PYBUNDLE_RECORD=self.recording))

    def make_trees(self):
        """The recorded modules on the disk, as the tool gives them back, and the standard library's that they need."""
        bundle = self.pybundle('source', os.path.join(self.folder, 'main.py'), '--only-recorded', self.recording)
        run([self.call.tool, 'extract', bundle, '-o', self.tree])
        bare = os.path.join(self.folder, 'bare')
        shutil.copytree(self.tree, bare)
        run([self.python[1], '-m', 'compileall', '-q', self.tree], env=self.environment)
        main = os.path.join(self.tree, 'main.py')
        self.forms['disk'] = self.start(main, '-B')
        self.forms['disk, no pycache'] = self.start(os.path.join(bare, 'main.py'), '-B')
        script = ('import sys, runpy; known = set(sys.modules); sys.path.insert(0, sys.argv[1]); '
                  'import main; print(*[n for n in sys.modules if n not in known and n != "main" and '
                  'not str(getattr(sys.modules[n], "__file__", "")).startswith(sys.argv[1])])')
        names = subprocess.run([self.python[1], '-B', *flags(self), '-c', script, self.tree], check=True,
                               env=self.environment, stdout=subprocess.PIPE, universal_newlines=True).stdout.split()
        base = os.path.join(self.folder, 'base.py')
        with open(base, 'w') as file:
            for name in names:
                file.write('try:\n    import %s\nexcept ImportError:\n    pass\n' % name)
        self.forms['base'] = self.start(base, '-B')
        archive = os.path.join(self.folder, 'app.pyz')
        zipped = os.path.join(self.folder, 'zipped')
        shutil.copytree(bare, zipped)
        os.rename(os.path.join(zipped, 'main.py'), os.path.join(zipped, '__main__.py'))
        run([sys.executable, '-m', 'zipapp', '-c', zipped, '-o', archive])
        self.forms['zipapp'] = self.start(archive, '-B')

    def make_bundles(self, main):
        recorded = ['--only-recorded', self.recording]
        compiled = [*recorded, '--precompile', self.python[1]]
        compact = ['--format', 'compact']
        self.forms['source'] = self.start(os.path.join(self.folder, 'source.py'), '-B')
        self.forms['compact'] = self.start(self.pybundle('compact', main, *recorded, *compact), '-B')
        self.forms['source, precompile'] = self.start(self.pybundle('source-code', main, *compiled), '-B')
        self.forms['compact, precompile'] = self.start(self.pybundle('compact-code', main, *compiled, *compact), '-B')
        for form in 'source', 'compact':
            path = self.pybundle(form + '-cache', main, *recorded, '--format', form, '--bytecode-cache')
            run(self.start(path), env=self.environment)
            if not glob.glob(os.path.join(self.folder, '__pycache__', form + '-cache.*.pybundle')):
                raise SystemExit('%s kept no code' % path)
            self.forms[form + ', cache'] = self.start(path, '-B')

    def make_peers(self):
        """Bundles of those peers that are there, as far as they work."""
        tree = os.path.join(self.folder, 'bare')
        for peer in 'stickytape', 'pinliner':
            command = shutil.which(peer)
            path = os.path.join(self.folder, peer + '.py')
            if not command:
                continue
            if peer == 'stickytape':
                done = subprocess.run([command, os.path.join(tree, 'main.py'), '--add-python-path', tree,
                                       '--output-file', path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            else:
                packages = [each for each in sorted(os.listdir(tree)) if os.path.isdir(os.path.join(tree, each))
                            and not each.endswith('-info')]
                done = subprocess.run([command, *packages, '-o', path], cwd=tree, stdout=subprocess.DEVNULL,
                                      stderr=subprocess.DEVNULL)
                with open(os.path.join(tree, 'main.py')) as source, open(path, 'a') as file:
                    file.write('\n' + source.read())
            works = done.returncode == 0 and subprocess.run(
                self.start(path, '-B'), env=self.environment, cwd=self.folder, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL).returncode == 0
            if works:
                self.forms[peer] = self.start(path, '-B')
            else:
                print('%s does not get along with %s on %s' % (peer, self.name, self.python[0]), file=sys.stderr)

    def measure(self, seconds):
        """Let the forms take turns for about so many seconds; return their times, turn by turn."""
        turns = []
        begin = time.perf_counter()
        while len(turns) < 7 or (time.perf_counter() - begin < seconds and len(turns) < 41):
            turns.append({form: times(command, self.environment)[0] for form, command in self.forms.items()})
        return turns[1:]  # the first warms the disk's cache

    def measure_cold(self, count):
        """Return wall times of so many turns, before each start of which the subject's files left the disk's cache."""
        os.sync()
        turns = []
        for _ in range(count):
            turn = {}
            for form, command in self.forms.items():
                drop_from_cache(self.folder)
                turn[form] = times(command, self.environment)[1]
            turns.append(turn)
        return turns


def summarize(turns):
    """Return for each form the net median in ms, its ratio to the disk, and the middle half of the turns' ratios."""
    medians = {form: statistics.median(turn[form] for turn in turns) for form in turns[0]}
    base = medians['base']
    rows = {}
    for form in medians:
        if form == 'base':
            continue
        disk = max(medians['disk'] - base, 1e-6)
        low, median, high = statistics.quantiles([(turn[form] - base) / disk for turn in turns], n=4)
        rows[form] = (medians[form] - base) * 1e3, median, low, high
    return rows


def find_pythons(given):
    """Return pairs of version and path."""
    candidates = given or [path for version in VERSIONS for path in
                           [shutil.which('python' + version),
                            *sorted(glob.glob(os.path.expanduser('~/.pyenv/versions/%s.*/bin/python' % version)))] if path]
    found = {}
    for path in candidates:
        done = subprocess.run([path, '-I', '-c', 'import platform; print(platform.python_version())'],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, universal_newlines=True)
        version = done.stdout.strip()
        if done.returncode == 0 and version.rpartition('.')[0] not in {each.rpartition('.')[0] for each in found}:
            found[version] = path
    return list(found.items())


def install(call):
    """Return a directory with the packages, pure Python, in versions for all interpreters."""
    if call.site:
        return call.site
    site = os.path.join(call.directory, 'site')
    run([sys.executable, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-compile', '--target', site,
         '--python-version', '3.8', '--only-binary=:all:', '--implementation', 'py', '--abi', 'none', '--platform', 'any',
         *REQUIREMENTS])
    return site


def programs(call):
    """Return the programs by name, and write the agent."""
    folder = os.path.join(call.directory, 'agent', 'agent')
    os.makedirs(folder)
    names = ['part%d' % number for number in range(9)]
    for number, name in enumerate(names):
        with open(os.path.join(folder, name + '.py'), 'w') as file:
            file.write(AGENT_MODULE.format(number=number))
    with open(os.path.join(folder, '__init__.py'), 'w') as file:
        file.write('from agent import %s\n' % ', '.join(names))
    return {'agent': 'import agent\n', 'rich': 'import rich.console, rich.table, rich.progress, rich.markdown\n',
            'requests': 'import requests\n', 'networkx': 'import networkx\n', 'sympy': 'import sympy\n'}


def measure_build(call, site, python):
    """Compare building sympy with code objects against compileall with as many workers: in seconds of wall time."""
    folder = os.path.join(call.directory, 'build')
    os.makedirs(os.path.join(folder, 'src'))
    shutil.copytree(os.path.join(site, 'sympy'), os.path.join(folder, 'src', 'sympy'),
                    ignore=shutil.ignore_patterns('__pycache__'))
    cache, output = os.path.join(folder, 'code'), os.path.join(folder, 'out.py')
    build = [call.tool, 'build', '-q', 'sympy', '--root', os.path.join(folder, 'src'), '--package', 'sympy', '--host', 'module',
             '--precompile', python[1], '--code-cache', cache, '-o', output]
    rows = []
    for _ in range(2 if call.quick else 5):
        shutil.rmtree(cache, ignore_errors=True)
        for each in glob.glob(os.path.join(folder, 'src', '**', '__pycache__'), recursive=True):
            shutil.rmtree(each)
        times = []
        for command in ([python[1], '-m', 'compileall', '-q', '-j', '0', os.path.join(folder, 'src')], build, None, build):
            if command is None:
                with open(os.path.join(folder, 'src', 'sympy', 'core', 'add.py'), 'a') as file:
                    file.write('# changed\n')
                continue
            begin = time.perf_counter()
            run(command)
            times.append(time.perf_counter() - begin)
        rows.append(times)
    return [statistics.median(column) for column in zip(*rows)]


def table(title, results):
    """Return Markdown: a row for each form, a column for each subject."""
    subjects = list(results)
    forms = [form for form in max(results.values(), key=len)]
    lines = ['', title, '', '| form | %s |' % ' | '.join(subjects), '|---|%s' % ('---|' * len(subjects))]
    for form in forms:
        cells = []
        for subject in subjects:
            if form not in results[subject]:
                cells.append('-')
            elif form == 'disk':
                cells.append('%.1f ms' % results[subject][form][0])
            else:
                cells.append('%.2f (%.2f-%.2f)' % results[subject][form][1:])
        lines.append('| %s | %s |' % (form, ' | '.join(cells)))
    return '\n'.join(lines)


def chart(every):
    """Return an SVG of bars: the ratios of all forms, by interpreter and subject; a line stands at 1."""
    colors = {'disk, no pycache': '#888', 'zipapp': '#bbb', 'source': '#4c78a8', 'compact': '#9ecae9',
              'source, precompile': '#f58518', 'compact, precompile': '#ffbf79', 'source, cache': '#54a24b',
              'compact, cache': '#88d27a', 'stickytape': '#b279a2', 'pinliner': '#d6a5c9'}
    shown = [form for form in colors if any(form in rows for results in every.values() for rows in results.values())]
    bar, gap, scale, left, top = 9, 26, 22, 40, 60
    subjects = [(python, name, rows) for python, results in every.items() for name, rows in results.items()]
    group = bar * len(shown) + gap
    width, height, limit = max(left + group * len(subjects), 16 + 130 * len(shown)), 420, 14
    bottom = top + limit * scale
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="11">'
             % (width, height), '<rect width="100%" height="100%" fill="white"/>',
             '<text x="8" y="16">Start, processor time as a ratio to the disk with warm __pycache__ (less is faster)</text>']
    for number, form in enumerate(shown):
        parts.append('<rect x="%d" y="26" width="10" height="10" fill="%s"/><text x="%d" y="35">%s</text>'
                     % (8 + 130 * number, colors[form], 22 + 130 * number, form))
    for ratio in range(0, limit + 1, 2):
        parts.append('<line x1="%d" x2="%d" y1="%d" y2="%d" stroke="#eee"/><text x="8" y="%d">%d</text>'
                     % (left, width, bottom - ratio * scale, bottom - ratio * scale, bottom - ratio * scale + 4, ratio))
    for number, (python, name, rows) in enumerate(subjects):
        x = left + number * group
        for place, form in enumerate(shown):
            if form in rows:
                size = min(rows[form][1], limit) * scale
                parts.append('<rect x="%d" y="%.1f" width="%d" height="%.1f" fill="%s"><title>%s: %.2f</title></rect>'
                             % (x + place * bar, bottom - size, bar - 1, size, colors[form], form, rows[form][1]))
        parts.append('<text x="%d" y="%d">%s</text><text x="%d" y="%d" fill="#888">%s</text>'
                     % (x, bottom + 14, name, x, bottom + 28, python))
    parts.append('<line x1="%d" x2="%d" y1="%d" y2="%d" stroke="black" stroke-dasharray="3 3"/></svg>'
                 % (left, width, bottom - scale, bottom - scale))
    return '\n'.join(parts) + '\n'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--tool', required=True)
    parser.add_argument('--directory', required=True, help='is emptied first')
    parser.add_argument('--python', action='append', help='an interpreter; default: those found of ' + ', '.join(VERSIONS))
    parser.add_argument('--subject', action='append', help='only this one')
    parser.add_argument('--site', help='a directory that has the packages already')
    parser.add_argument('--quick', action='store_true', help='a few turns only')
    parser.add_argument('--no-build', action='store_true', help='leave the times of builds out')
    parser.add_argument('--markdown', action='store_true', help='print tables')
    parser.add_argument('--svg', help='write a chart to this file')
    call = parser.parse_args()
    call.directory = os.path.realpath(call.directory)
    call.tool = os.path.abspath(shutil.which(call.tool) or call.tool)
    shutil.rmtree(call.directory, ignore_errors=True)
    os.makedirs(call.directory)
    pythons = find_pythons(call.python)
    if not pythons:
        raise SystemExit('no interpreter found; name one with --python')
    site = install(call)
    every = {}
    print('%s, %d cores; %s' % (platform.machine(), os.cpu_count(), ', '.join(version for version, _ in pythons)), flush=True)
    chosen = {name: program for name, program in programs(call).items() if not call.subject or name in call.subject}
    for python in pythons:
        results = every[python[0]] = {}
        cold = {}
        for name, program in chosen.items():
            packages = os.path.join(call.directory, 'agent') if name == 'agent' else site
            subject = Subject(name, program, call, python, packages)
            turns = subject.measure(5 if call.quick else 20)
            results[name] = summarize(turns)
            if hasattr(os, 'posix_fadvise'):
                cold[name] = summarize(subject.measure_cold(3 if call.quick else 7))
            if not call.markdown:
                for form, (net, ratio, low, high) in results[name].items():
                    print('%-8s %-10s %-20s %9.2f ms %6.2fx  (%.2f to %.2f) of %d'
                          % (python[0], name, form, net, ratio, low, high, len(turns)), flush=True)
        if call.markdown:
            print(table('**CPython %s**: net ms with warm `__pycache__`, then ratios to that' % python[0], results), flush=True)
            if cold:
                print(table('**CPython %s, files not in the page cache**: net ms of wall time with `__pycache__`, then '
                            'ratios to that' % python[0], cold), flush=True)
    if not call.no_build:
        compiled, whole, again = measure_build(call, site, pythons[-1])
        print('\nbuild of sympy with precompile, CPython %s: %.2f s, %.2fx of compileall -j (%.2f s); one module changed: '
              '%.2f s, %.1f %% of that' % (pythons[-1][0], whole, whole / compiled, compiled, again, 100 * again / whole))
    if call.svg:
        with open(call.svg, 'w') as file:
            file.write(chart(every))


if __name__ == '__main__':
    main()
