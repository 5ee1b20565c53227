#!/usr/bin/env python3
"""What `precompile` costs a build, beside Python's own compileall on the same files with as many processes.

    precompile_bench.py --tool PYBUNDLE --directory WORK [--site DIRECTORY] [--python PYTHON]... [--repetitions N]

The files are all of sympy and mpmath: from DIRECTORY, or installed from Python's package index into WORK/venv. Both sides
compile with PYTHON (default: the running one), take turns, and write over what they wrote before. The bundle has its
cache of code emptied before each turn of "nothing compiled yet"; before each of "one module changed" a line is added to
one module. Prints Markdown. From 3.12 on compileall's processes are a server's, which nobody waits for: of these there is
no processor time.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time

from build_bench import Environment, Measured, middle_half, milliseconds, table, take_turns, verdict

BUDGET = 1.2  # nothing compiled yet
CHANGE_BUDGET = 0.1  # one module changed
CHANGED = os.path.join('sympy', 'core', 'basic.py')


class Prepared(Measured):
    """A side before each turn of which something is done."""

    def __init__(self, prepare, *args):
        super().__init__(*args)
        self.prepare = prepare

    def run(self, *args):
        self.prepare()
        return super().run(*args)


def copy_tree(site, directory):
    """Copy the packages, so that this alone writes there."""
    tree = os.path.join(directory, 'tree')
    shutil.rmtree(tree, ignore_errors=True)
    for name in ('sympy', 'mpmath'):
        shutil.copytree(os.path.join(site, name), os.path.join(tree, name), ignore=shutil.ignore_patterns('__pycache__'))
    return tree


def measure(call, python, tree):
    """Return the rows for one interpreter."""
    manifest = os.path.join(call.directory, 'precompile.json')
    with open(manifest, 'w', encoding='utf-8') as file:
        json.dump({'pybundle': 1, 'roots': [tree], 'packages': ['sympy', 'mpmath'], 'entry': 'sympy', 'host': 'module',
                   'precompile': [python]}, file)
    cache = os.path.join(call.directory, 'code')

    def change():
        with open(os.path.join(tree, CHANGED), 'a', encoding='utf-8') as file:
            file.write('# changed\n')

    build = [call.tool, 'build', manifest, '-o', 'bundle.py', '--quiet', '--code-cache', cache]
    first = Prepared(lambda: shutil.rmtree(cache, ignore_errors=True), build, call.directory, 'bundle.py')
    again = Prepared(change, build, call.directory, 'bundle.py')
    compile_all = [python, '-m', 'compileall', '-q', '-f', '-j', str(os.cpu_count()), tree]
    theirs = Measured(compile_all, call.directory, os.path.join(tree, CHANGED))
    take_turns([first, again, theirs], call.repetitions)
    code = 'import platform as p, sys; print(p.python_implementation(), p.python_version()); print(sys.version_info >= (3, 12))'
    version, has_server = subprocess.run([python, '-c', code],
                             stdout=subprocess.PIPE, check=True, universal_newlines=True).stdout.split('\n')[:2]
    rows = []
    for title, side, budget in (('nothing compiled yet', first, BUDGET), ('one module changed', again, CHANGE_BUDGET)):
        for index, kind in enumerate(('wall', 'processor')[:1 if has_server == 'True' else 2]):
            a, b = getattr(side, kind), getattr(theirs, kind)
            rows.append([version, title, kind, milliseconds(a), milliseconds(b), verdict(a / b, budget),
                         middle_half(side, theirs, index)])
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--tool', required=True, type=os.path.abspath)
    parser.add_argument('--directory', required=True, type=os.path.abspath, help='what is made for it is kept there')
    parser.add_argument('--site', help='a directory with sympy and mpmath')
    parser.add_argument('--python', action='append')
    parser.add_argument('--repetitions', type=int, default=7)
    call = parser.parse_args()
    os.makedirs(call.directory, exist_ok=True)
    site = call.site
    if site is None:
        environment = Environment(os.path.join(call.directory, 'venv'), True, ['sympy'])
        if environment.missing:
            sys.exit('sympy can\'t be had: ' + environment.missing['sympy'])
        site = environment.site
    tree = copy_tree(site, call.directory)
    print('{}, {} processors, medians of {}, {}: all of sympy and mpmath\n'.format(
        platform.machine(), os.cpu_count(), call.repetitions, time.strftime('%Y-%m-%d')))
    rows = [row for python in call.python or [sys.executable] for row in measure(call, python, tree)]
    print(table(['interpreter', 'build', 'time', 'pybundle', 'compileall', 'ratio', 'middle half'], rows))


if __name__ == '__main__':
    main()
