"""Gets packages and what their suites need; all that touches the network is here.

`prepare.py DIRECTORY` makes there what downloads and builds all of them.
"""
import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, os.pardir))
from environments import STAMP, interpreter, read, stamped, write  # noqa: E402

CONSTRAINTS = os.path.join(HERE, 'constraints.txt')


def run(command, log):
    """Run `command`, its output into the file `log`; raise RuntimeError with the end of it if it fails."""
    with open(log, 'a', encoding='utf-8') as stream:
        done = subprocess.run(command, stdout=stream, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    if done.returncode:
        with open(log, encoding='utf-8', errors='replace') as stream:
            raise RuntimeError('%s failed with %d:\n%s' % (' '.join(command), done.returncode, stream.read()[-3000:]))


def make_tools(directory):
    """Make the environment whose pip downloads and builds, in `directory`; return its interpreter."""
    tools = os.path.join(directory, 'tools')
    stamp = sys.version + read(os.path.join(HERE, 'backends.txt'))
    python = interpreter(tools)
    if not stamped(tools, stamp):
        venv.create(tools, with_pip=True)
        run([python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check',
             '--cache-dir', os.path.join(directory, 'cache'), '-r', os.path.join(HERE, 'backends.txt')],
            os.path.join(tools, 'log.txt'))
        write(os.path.join(tools, STAMP), stamp)
    return python


def make_package(name, package, directory, tools):
    """Fill `directory`/NAME and return that:

    source/       the source distribution, with the tests
    tree/         the package installed from it, its metadata, and the harness
    environment/  a virtual environment with what the suite needs, but without the package
    """
    target = os.path.join(directory, name)
    stamp = sys.version + json.dumps([package[key] for key in ('version', 'sha256', 'needs')]) + read(CONSTRAINTS)
    if not stamped(target, stamp):
        os.makedirs(target)
        log = os.path.join(target, 'log.txt')
        pip = [tools, '-m', 'pip', '--quiet', '--disable-pip-version-check', '--no-input',
               '--cache-dir', os.path.join(directory, 'cache')]
        wanted = os.path.join(target, 'wanted.txt')
        write(wanted, '%s==%s --hash=sha256:%s\n' % (name, package['version'], package['sha256']))
        run(pip + ['download', '--no-deps', '--no-binary', ':all:', '--no-build-isolation', '--require-hashes',
                   '-d', target, '-r', wanted], log)
        archive = [leaf for leaf in os.listdir(target) if leaf.endswith('.tar.gz')][0]
        with tarfile.open(os.path.join(target, archive)) as tar:
            safely = {'filter': 'data'} if hasattr(tarfile, 'data_filter') else {}
            tar.extractall(target, **safely)
        os.rename(os.path.join(target, archive[:-len('.tar.gz')]), os.path.join(target, 'source'))
        run(pip + ['install', '--no-deps', '--no-build-isolation', '--no-compile',
                   '--target', os.path.join(target, 'tree'), os.path.join(target, archive)], log)
        environment = os.path.join(target, 'environment')
        venv.create(environment)
        inside = pip + ['--python', interpreter(environment)]
        run(inside + ['install', '--prefer-binary', '-c', CONSTRAINTS, 'pytest', *package['needs']], log)
        run(inside + ['uninstall', '--yes', name], log)  # pytest needs one of them, other suites need others
        write(os.path.join(target, STAMP), stamp)
    shutil.copy(os.path.join(HERE, 'harness.py'), os.path.join(target, 'tree', 'harness.py'))
    return target


def own_names(tree):
    """Return the importable names at the top of `tree` that are the package's own: (packages, modules)."""
    packages, modules = [], []
    for leaf in sorted(os.listdir(tree)):
        if os.path.exists(os.path.join(tree, leaf, '__init__.py')):
            packages.append(leaf)
        elif leaf.endswith('.py') and leaf != 'harness.py':
            modules.append(leaf[:-3])
    return packages, modules


if __name__ == '__main__':
    os.makedirs(sys.argv[1], exist_ok=True)
    make_tools(os.path.abspath(sys.argv[1]))
