"""Makes an environment with an engine, for the tests that need it.

    python install.py DIRECTORY NEWEST REQUIREMENTS [OPTION...]

The environment is DIRECTORY, made by the newest interpreter that is found up to version NEWEST (such as 3.8); OPTIONs are
pip's. If it was made of the same file with the same options, it stays as it is.
"""
import os
import shutil
import subprocess
import sys

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, os.pardir, 'runtime'))

import interpreters  # noqa: E402


def main(directory, newest, requirements, *options):
    limit = tuple(map(int, newest.split('.')))
    fitting = [each for each in interpreters.find()
               if each.implementation == 'cpython' and each.version[:2] <= limit]
    if not fitting:
        print('SKIPPED: no CPython up to %s is found' % newest)
        return 77
    base = max(fitting, key=lambda each: each.version)
    with open(requirements, encoding='utf-8') as file:
        wanted = '\n'.join([base.executable, *options, file.read()])
    stamp = os.path.join(directory, 'installed.txt')
    if os.path.exists(stamp):
        with open(stamp, encoding='utf-8') as file:
            if file.read() == wanted:
                return 0
    shutil.rmtree(directory, ignore_errors=True)
    subprocess.run([base.executable, '-m', 'venv', directory], check=True)
    python = os.path.join(directory, 'Scripts' if os.name == 'nt' else 'bin', 'python')
    subprocess.run([python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', *options, '-r', requirements],
                   check=True)
    with open(stamp, 'w', encoding='utf-8') as file:
        file.write(wanted)
    return 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
