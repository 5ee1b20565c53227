"""Runs one bundle as a test: alone in an empty directory, by the interpreter that runs this file.

The bundle is copied into --directory, which is emptied before, and runs there with -I: no current
directory, no PYTHONPATH and no user's site-packages on sys.path. The exit status is 0 if the bundle
ended with 0 and, with --expected-output, printed exactly that; what differs is shown as a diff.
With --library it is imported and its public names are what is printed.
With --pytest or --unittest a copy of the tests in that directory runs against the bundle instead.
Runs on Python 3.8 and newer, with the standard library only.
"""

import argparse
import difflib
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
KAGGLE = os.path.join(HERE, 'run_kaggle_agent.py')
LIBRARY = os.path.join(HERE, 'run_library.py')
SUITE = os.path.join(HERE, 'run_suite.py')


def read_lines(data):
    """The lines of some output, with '\\n' as the only line end; undecodable bytes stay visible."""
    text = data.decode('utf-8', 'backslashreplace')
    return text.replace('\r\n', '\n').replace('\r', '\n').splitlines(keepends=True)


def explain_difference(expected, actual, expected_name):
    lines = difflib.unified_diff(expected, actual, expected_name, 'standard output')
    for line in lines:
        yield line if line.endswith('\n') else line + '\n\\ no line end here\n'


def parse_call(argv):
    """The options before '--'; what follows is the bundle's, whatever it looks like."""
    end = argv.index('--')
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--bundle', required=True)
    parser.add_argument('--target', required=True, help='what to build if the bundle is missing')
    parser.add_argument('--directory', required=True, help='is emptied, then holds the bundle only')
    parser.add_argument('--stdin')
    parser.add_argument('--observations', help='run as Kaggle does, with these')
    parser.add_argument('--agent', default='')
    parser.add_argument('--library', action='store_true', help='import it')
    parser.add_argument('--pytest', help='a directory of tests')
    parser.add_argument('--unittest', help='a directory of tests')
    parser.add_argument('--expected-output')
    parser.add_argument('--record', help='append the names of imported modules to this file')
    call = parser.parse_args(argv[:end])
    call.arguments = argv[end + 1:]
    return call


def copy_suite(source, directory):
    """Copies tests to where they can't import what lies beside them; returns the copy's path."""
    copy = os.path.join(directory, 'suite', os.path.basename(source))
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns('__pycache__', '.pytest_cache'))
    # pytest looks for its settings also in the directories above, up to this file.
    with open(os.path.join(directory, 'suite', 'pytest.ini'), 'w') as file:
        file.write('[pytest]\n')
    return copy


def main():
    call = parse_call(sys.argv[1:])
    if not os.path.exists(call.bundle):
        return f'the bundle is not built: {call.bundle}\nBuild the target {call.target} first.'

    shutil.rmtree(call.directory, ignore_errors=True)
    os.makedirs(call.directory)
    bundle = os.path.abspath(shutil.copy(call.bundle, call.directory))

    # UTF-8 mode: what a bundle prints must not depend on who runs the test.
    command = [sys.executable, '-I', '-X', 'utf8']
    working_directory = call.directory
    suite = call.pytest or call.unittest
    if suite:
        copy = copy_suite(suite, call.directory)
        working_directory = os.path.dirname(copy)
        runner = 'pytest' if call.pytest else 'unittest'
        command += [SUITE, runner, bundle, copy] + call.arguments
    elif call.observations:
        command += [KAGGLE, bundle, call.observations, call.agent]
    elif call.library:
        command += [LIBRARY, bundle]
    else:
        command += [bundle] + call.arguments
    # Tests that start the program themselves need to know where it is.
    environment = dict(os.environ, PYBUNDLE_TEST_BUNDLE=bundle)
    environment.pop('PYBUNDLE_ROOT', None)  # would put the source tree in the bundle's place
    if call.record:
        os.makedirs(os.path.dirname(call.record), exist_ok=True)
        environment['PYBUNDLE_RECORD'] = call.record
    with open(call.stdin or os.devnull, 'rb') as stdin:
        run = subprocess.run(command, stdin=stdin, stdout=subprocess.PIPE, cwd=working_directory,
                             env=environment)

    problems = []
    if run.returncode != 0:
        what = 'the test run' if suite else 'the bundle'
        problems.append(f'{what} ended with exit status {run.returncode}')
    if call.expected_output:
        with open(call.expected_output, 'rb') as file:
            expected = read_lines(file.read())
        actual = read_lines(run.stdout)
        if expected != actual:
            problems.append(''.join(explain_difference(expected, actual, call.expected_output)))
    if problems or not call.expected_output:
        sys.stdout.buffer.write(run.stdout)
        sys.stdout.flush()
    return '\n'.join(problems) or None


if __name__ == '__main__':
    sys.exit(main())
