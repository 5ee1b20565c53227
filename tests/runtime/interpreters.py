"""Which interpreters the tests run on."""
import collections
import glob
import os
import shutil
import subprocess
import sys

Interpreter = collections.namedtuple('Interpreter', 'implementation version executable')


def find():
    """Return the interpreters to use: PYBUNDLE_PYTHONS, else every one from Python 3.8 up that is found."""
    given = os.environ.get('PYBUNDLE_PYTHONS')
    if given:
        return [named(command) for command in given.split(os.pathsep)]
    names = ['python3', *('python3.%d' % minor for minor in range(8, 16)), 'pypy3']
    folders = os.environ.get('PATH', os.defpath).split(os.pathsep)
    candidates = [shutil.which(name, path=folder) for folder in folders for name in names]
    candidates += glob.glob(os.path.expanduser('~/.pyenv/versions/*/bin/python'))
    found = {}
    for each in filter(None, map(describe, filter(None, candidates))):
        if each.version >= (3, 8):
            found[os.path.realpath(each.executable)] = each
    return sorted(found.values())


def named(command):
    """Return the Interpreter that `command` starts, or end with a message."""
    return describe(command) or sys.exit('%s: no Python interpreter that runs' % command)


def describe(command):
    """Return the Interpreter that `command` starts, or None if it starts none."""
    code = 'import sys; print(sys.implementation.name, "%d.%d.%d" % sys.version_info[:3], sys.executable)'
    try:
        done = subprocess.run([command, '-I', '-S', '-c', code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              universal_newlines=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    implementation, version, executable = done.stdout.strip().split(' ', 2)
    return Interpreter(implementation, tuple(map(int, version.split('.'))), executable)


def title(python):
    """Return for example 'CPython 3.11.2'."""
    names = {'cpython': 'CPython', 'pypy': 'PyPy'}
    return '%s %d.%d.%d' % (names.get(python.implementation, python.implementation), *python.version)


if __name__ == '__main__':
    # For CMake: a line for each, a name for its test and the path.
    for found in find():
        print('%s-%d.%d.%d %s' % (found.implementation, *found.version, found.executable))
