"""Makes a virtual environment with packages from the registry:

    environment.py DIRECTORY REQUIREMENT...
"""
import os
import subprocess
import sys


def run(*command, cwd=None, env=None):
    """What the command prints; its failure, with that, is the test's."""
    result = subprocess.run(command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            universal_newlines=True)
    if result.returncode != 0:
        sys.exit(f'{command} ended with {result.returncode}:\n{result.stdout}')
    return result.stdout.strip()


def make(directory, *requirements):
    """Returns the new environment's interpreter."""
    run(sys.executable, '-m', 'venv', '--clear', directory)
    interpreter = os.path.join(directory, 'bin', 'python')
    run(interpreter, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', *requirements)
    return interpreter


if __name__ == '__main__':
    make(*sys.argv[1:])
