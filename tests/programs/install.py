"""Installs programs; all that touches the network is here.

`install.py DIRECTORY` makes there what installs all of them, and an interpreter that has nothing installed.
"""
import json
import os
import subprocess
import sys
import venv

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
from environments import STAMP, interpreter, read, script, stamped, write  # noqa: E402


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
