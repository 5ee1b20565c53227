"""Runs the benchmarks one after the other and writes what they print into one page.

    results.py --tool PYBUNDLE --package DIRECTORY --directory WORK [--lexer-bench PROGRAM] [--output FILE]
               [--python PYTHON]... [--agent NAME=ENTRY]... [--quick] [--only NAME]...

Run it on a machine that does nothing else: a benchmark beside other work measures that, too. A part that fails is said
so on the page, and the exit status is 1.
"""

import argparse
import os
import platform
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def machine():
    """Return a paragraph on what the figures were measured on."""
    model = platform.processor() or platform.machine()
    try:
        with open('/proc/cpuinfo', encoding='utf-8') as file:
            model = next((line.partition(':')[2].strip() for line in file if line.startswith('model name')), model)
        with open('/proc/meminfo', encoding='utf-8') as file:
            memory = ', %d GiB of memory' % round(int(file.readline().split()[1]) / 2**20)
    except OSError:
        memory = ''
    load = ', load %.1f before' % os.getloadavg()[0] if hasattr(os, 'getloadavg') else ''
    return '%s, %d cores%s, %s; %s%s.' % (model, os.cpu_count(), memory, platform.system(), time.strftime('%Y-%m-%d'), load)


def parts(call):
    """Return (name, title, script, its arguments) of each benchmark."""
    def work(name):
        return ['--directory', os.path.join(call.directory, name)]

    tool = ['--tool', call.tool]
    pythons = [word for python in call.python for word in ('--python', python)]
    agents = [word for agent in call.agent for word in ('--agent', agent)]
    fewer = ['--repetitions', '5'] if call.quick else []
    lexer = ['--lexer-bench', call.lexer_bench] if call.lexer_bench else []
    return [
        ('build', 'Making a bundle', 'build_bench.py', tool + work('build') + lexer + fewer),
        ('precompile', 'Compiling at build time', 'precompile_bench.py',
         tool + work('precompile') + pythons + (['--repetitions', '3'] if call.quick else [])),
        ('runtime', 'What the runtime costs', 'runtime_bench.py',
         tool + work('runtime') + pythons + (['--repetitions', '40'] if call.quick else [])),
        ('start', 'Starting a bundle', 'start_bench.py',
         tool + work('start') + pythons + ['--markdown', '--svg', os.path.join(HERE, 'start.svg')] + (['--quick'] if call.quick else [])),
        ('size', 'Size', 'size_bench.py', tool + work('size') + agents + ['--markdown']),
        ('cmake', 'Many bundles in one project', 'cmake_bench.py',
         ['--package', call.package, '--markdown'] + work('cmake') + fewer),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--tool', required=True, type=os.path.abspath)
    parser.add_argument('--package', required=True, type=os.path.abspath, help='a build tree of PyBundle')
    parser.add_argument('--directory', required=True, type=os.path.abspath)
    parser.add_argument('--lexer-bench', type=os.path.abspath)
    parser.add_argument('--output', default=os.path.join(HERE, 'RESULTS.md'), type=os.path.abspath)
    parser.add_argument('--python', action='append', default=[])
    parser.add_argument('--agent', action='append', default=[], metavar='NAME=ENTRY',
                        help='a program whose size is measured instead of the example')
    parser.add_argument('--quick', action='store_true', help='fewer turns')
    parser.add_argument('--only', action='append')
    call = parser.parse_args()

    failed = False
    page = '# Results\n\nWritten by `bench/results.py` (`./dev bench`). ' + machine() + '\n'
    for name, title, script, arguments in parts(call):
        if call.only and name not in call.only:
            continue
        print('measuring:', title, flush=True)
        done = subprocess.run([sys.executable, os.path.join(HERE, script), *arguments], stdout=subprocess.PIPE,
                              universal_newlines=True)
        page += '\n## %s\n\n%s\n' % (title, done.stdout.strip())
        if name == 'start':
            page += '\n![start-up, as ratios](start.svg)\n'
        if done.returncode:
            failed = True
            page += '\n(`%s` ended with status %d.)\n' % (script, done.returncode)
    with open(call.output, 'w', encoding='utf-8', newline='\n') as file:
        file.write(page)
    print('written:', call.output)
    return failed


if __name__ == '__main__':
    sys.exit(main())
