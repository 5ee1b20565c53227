"""What the runtime in a bundle costs at each start: a bundle of an empty program beside an empty file.

    runtime_bench.py --tool PYBUNDLE --directory WORK [--python PYTHON]... [--repetitions N]

Processor time, medians of turns in which the files take turns, in milliseconds, with the middle half. The third file
compiles an empty text: the first compile() of a process makes the interpreter prepare its syntax tree, which takes as
long as much else, and which every program pays whose first module isn't cached. Interpreters start as usual, with `os`
and `site`, but in an empty virtual environment and with -I, so that nothing in a site-packages counts. Prints Markdown.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys

BUDGET = 1.5  # milliseconds over an empty file, on CPython 3.11


def processor_time(command):
    """Run `command` and return its processor time, in milliseconds."""
    process = os.posix_spawn(command[0], command, dict(os.environ, PYTHONDONTWRITEBYTECODE='1'))
    _, status, usage = os.wait4(process, 0)
    if status:
        sys.exit('this fails: ' + ' '.join(command))
    return (usage.ru_utime + usage.ru_stime) * 1000


def over(times, base):
    """Return what `times` have over the median of `base`, as a cell of a table."""
    low, middle, high = (value - statistics.median(base) for value in statistics.quantiles(times, n=4))
    return '%.2f (%.2f-%.2f)' % (middle, low, high)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--tool', required=True, type=os.path.abspath)
    parser.add_argument('--directory', required=True, type=os.path.abspath, help='is emptied first')
    parser.add_argument('--python', action='append', help='by default the one that runs this')
    parser.add_argument('--repetitions', type=int, default=300)
    call = parser.parse_args()
    shutil.rmtree(call.directory, ignore_errors=True)
    os.makedirs(call.directory)

    files = {}
    for name, text in (('empty', ''), ('compiles', "compile('', '', 'exec')\n"), ('program', '')):
        files[name] = os.path.join(call.directory, name + '.py')
        with open(files[name], 'w', encoding='ascii') as file:
            file.write(text)
    bundle = os.path.join(call.directory, 'bundle.py')
    subprocess.run([call.tool, 'build', '--quiet', files['program'], '-o', bundle], check=True)

    print('| interpreter | an empty file, ms | a file with one compile(), over it | an empty bundle, over an empty file | '
          'over one compile() |\n|---|---|---|---|---|')
    for python in call.python or [sys.executable]:
        version = subprocess.run([python, '-c', 'import platform as p; print(p.python_implementation(), p.python_version())'],
                                 check=True, stdout=subprocess.PIPE, universal_newlines=True).stdout.strip()
        home = os.path.join(call.directory, 'environment')
        shutil.rmtree(home, ignore_errors=True)
        subprocess.run([python, '-m', 'venv', '--without-pip', home], check=True)
        python = os.path.join(home, 'bin', 'python')
        turns = {file: [] for file in (files['empty'], files['compiles'], bundle)}
        for _ in range(call.repetitions):
            for file, times in turns.items():
                times.append(processor_time([python, '-I', file]))
        empty, compiles, bundled = turns.values()
        print('| %s | %.2f | %s | **%s** | %s |' % (version, statistics.median(empty), over(compiles, empty),
                                                   over(bundled, empty), over(bundled, compiles)), flush=True)
    print('\nThe budget is %.1f ms over an empty file on CPython 3.11.' % BUDGET)


if __name__ == '__main__':
    main()
