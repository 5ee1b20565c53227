"""What many bundles cost a CMake project: configuring it, and building again.

    cmake_bench.py --package DIRECTORY --directory WORK [--bundles N] [--repetitions N] [--markdown]

DIRECTORY is a build tree of PyBundle, or where its CMake package is installed. Projects of N bundles are
compared with one of none, in turns; a line says the medians of wall and processor time of `cmake` in a
new build directory and again in that, and how often the tool ran in the first build, in the second, and
after one source has changed. Exits with 1 if a build ran the tool for nothing.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time

# What the call of bundle number i says; its files are those of write_sources().
KINDS = {
    'SOURCES': 'pybundle_add_single_file(b{i} ENTRY p{i} SOURCES p{i}/__init__.py p{i}/__main__.py p{i}/part.py)',
    'PACKAGES': 'pybundle_add_single_file(b{i} ENTRY p{i} PACKAGES p{i})',
    'FOLLOW_IMPORTS': 'pybundle_add_single_file(b{i} ENTRY p{i} FOLLOW_IMPORTS)',
    'SOURCES, with a test': 'pybundle_add_single_file(b{i} ENTRY p{i} SOURCES p{i}/__init__.py p{i}/__main__.py p{i}/part.py)\n'
                            'pybundle_add_test(NAME t{i} TARGET b{i})',
}


def write_sources(directory, count):
    for i in range(count):
        package = os.path.join(directory, f'p{i}')
        os.makedirs(package)
        for name, text in (('__init__.py', ''), ('__main__.py', f'from p{i}.part import PART\nprint(PART)\n'),
                           ('part.py', f'PART = {i}\n')):
            with open(os.path.join(package, name), 'w', encoding='utf-8') as file:
                file.write(text)


def write_project(directory, call, count):
    """A project of `count` such calls."""
    lines = ['cmake_minimum_required(VERSION 3.21...3.31)', 'project(many LANGUAGES NONE)', 'enable_testing()',
             'find_package(Python3 3.8 REQUIRED COMPONENTS Interpreter)', 'find_package(PyBundle 0.1 REQUIRED)']
    lines += [call.format(i=i) for i in range(count)]
    with open(os.path.join(directory, 'CMakeLists.txt'), 'w', encoding='utf-8') as file:
        file.write('\n'.join(lines) + '\n')


class Project:
    def __init__(self, call, source, build, generator):
        self.source, self.build, self.generator, self.call = source, build, generator, call

    def configure(self, fresh):
        """Seconds (wall, processor) of one run of cmake."""
        if fresh:
            shutil.rmtree(self.build, ignore_errors=True)
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([self.call.cmake, '-S', self.source, '-B', self.build, '-G', self.generator,
                        f'-DPyBundle_DIR={self.call.package}', f'-DPython3_EXECUTABLE={sys.executable}'],
                       check=True, stdout=subprocess.DEVNULL)
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def runs(self):
        """How many bundles a build makes."""
        run = subprocess.run([self.call.cmake, '--build', self.build, '--parallel'], check=True,
                             stdout=subprocess.PIPE, universal_newlines=True)
        return run.stdout.count('Bundling ')


def change(path, newer_than):
    """Changes the file, and makes it newer than another, whatever the clock's resolution."""
    with open(path, 'a', encoding='utf-8') as file:
        file.write('# changed\n')
    while os.stat(path).st_mtime_ns <= os.stat(newer_than).st_mtime_ns:
        os.utime(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--package', required=True, type=os.path.abspath)
    parser.add_argument('--directory', required=True, type=os.path.abspath, help='is emptied first')
    parser.add_argument('--cmake', default='cmake')
    parser.add_argument('--generator', default='Ninja')
    parser.add_argument('--bundles', type=int, default=500)
    parser.add_argument('--repetitions', type=int, default=5)
    parser.add_argument('--markdown', action='store_true')
    call = parser.parse_args()
    shutil.rmtree(call.directory, ignore_errors=True)

    version = subprocess.run([call.cmake, '--version'], check=True, stdout=subprocess.PIPE,
                             universal_newlines=True).stdout.split()[2]
    print(f'CMake {version}, {call.generator}, Python {sys.version.split()[0]}: {call.bundles} bundles of three modules '
          f'each, and a project without, medians of {call.repetitions}; seconds of wall and processor time\n')
    titles = ['call', 'configure', 'without', 'difference', 'again', 'without', 'difference', 'tool runs']
    row = '| {} |' if call.markdown else '{}'
    glue = ' | ' if call.markdown else '  '
    print(row.format(glue.join(title if call.markdown else f'{title:>22}' for title in titles)))
    if call.markdown:
        print('|' + '---|' * len(titles))

    redundant = False
    for kind, text in KINDS.items():
        sources = os.path.join(call.directory, 'source')
        shutil.rmtree(sources, ignore_errors=True)
        write_sources(sources, call.bundles)
        projects = []
        for name, count in (('many', call.bundles), ('none', 0)):
            # Both have the same files beside them.
            source = os.path.join(call.directory, f'source-{name}')
            shutil.rmtree(source, ignore_errors=True)
            shutil.copytree(sources, source)
            write_project(source, text, count)
            projects.append(Project(call, source, os.path.join(call.directory, f'build-{name}'), call.generator))
        times = {}
        for _ in range(call.repetitions):
            for fresh in (True, False):
                for project in projects:
                    times.setdefault((fresh, project), []).append(project.configure(fresh))
        cells = [kind]
        for fresh in (True, False):
            medians = [[statistics.median(values) for values in zip(*times[fresh, project])] for project in projects]
            medians.append([many - none for many, none in zip(*medians)])
            cells += [f'{wall:.2f} ({processor:.2f})' for wall, processor in medians]
        many = projects[0]
        counts = [many.runs(), many.runs()]
        change(os.path.join(many.source, 'p0', 'part.py'), os.path.join(many.build, 'b0.py'))
        counts += [many.runs(), many.runs()]
        redundant = redundant or counts != [call.bundles, 0, 1, 0]
        cells.append(', '.join(map(str, counts)))
        print(row.format(glue.join(cell if call.markdown else f'{cell:>22}' for cell in cells)), flush=True)
    return 'a build ran the tool for nothing, or not where it had to' if redundant else None


if __name__ == '__main__':
    sys.exit(main())
