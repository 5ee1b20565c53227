"""Installs programs; all that touches the network is here.

`install.py DIRECTORY` makes there what installs all of them, and an interpreter that has nothing installed.
"""
import json
import os
import shutil
import subprocess
import sys
import venv

STAMP = 'stamp.txt'


def read(path):
    with open(path, encoding='utf-8') as stream:
        return stream.read()


def write(path, text):
    with open(path, 'w', encoding='utf-8') as stream:
        stream.write(text)


def interpreter(environment):
    """Return the path of the virtual environment's interpreter."""
    return os.path.join(environment, *(['Scripts', 'python.exe'] if os.name == 'nt' else ['bin', 'python']))


def script(environment, name):
    """Return the path of the program `name` in the virtual environment."""
    return os.path.join(environment, *(['Scripts', name + '.exe'] if os.name == 'nt' else ['bin', name]))


def stamped(directory, stamp):
    """Return whether `directory` was made for `stamp`; if it was not, remove it."""
    path = os.path.join(directory, STAMP)
    if os.path.exists(path) and read(path) == stamp:
        return True
    shutil.rmtree(directory, ignore_errors=True)
    return False


def pip(directory, *arguments):
    """Run the pip of `directory`; raise RuntimeError with what it said if it fails."""
    command = [interpreter(os.path.join(directory, 'tools')), '-m', 'pip', '--quiet', '--disable-pip-version-check',
               '--no-input', '--cache-dir', os.path.join(directory, 'cache'), *arguments]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        raise RuntimeError('%s failed with %d:\n%s' % (
            ' '.join(command), done.returncode, done.stdout.decode('utf-8', 'replace')[-3000:]))


def make_tools(directory):
    """Make the environments `tools`, whose pip installs, and `bare`, without any package, in `directory`."""
    for name, with_pip in (('tools', True), ('bare', False)):
        environment = os.path.join(directory, name)
        if not stamped(environment, sys.version):
            venv.create(environment, with_pip=with_pip)
            write(os.path.join(environment, STAMP), sys.version)


def make_environment(name, program, directory):
    """Install `program` into a virtual environment of its own in `directory`; return that.

    Nothing is resolved: what is installed is what the table says.
    """
    environment = os.path.join(directory, 'environments', name)
    pure = program.get('pure', [])
    stamp = sys.version + json.dumps([program['packages'], pure])
    if not stamped(environment, stamp):
        venv.create(environment)
        wheels = os.path.join(environment, 'wheels')
        if pure:  # the same release without its compiled modules
            pip(directory, 'download', '--no-deps', '--only-binary', ':all:', '--platform', 'any', '--abi', 'none',
                '--implementation', 'py', '--dest', wheels, *pure)
        into = ['--python', interpreter(environment), 'install', '--no-deps', '--no-compile', '--only-binary', ':all:']
        for packages, source in ((pure, ['--no-index', '--find-links', wheels]), (program['packages'], [])):
            if packages:
                pip(directory, *into, *source, *packages)
        write(os.path.join(environment, STAMP), stamp)
    return environment


if __name__ == '__main__':
    os.makedirs(sys.argv[1], exist_ok=True)
    make_tools(os.path.abspath(sys.argv[1]))
