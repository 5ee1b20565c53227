"""The tool as `python -m pybundle`, and one question that only the Python package can answer:

    python -m pybundle --cmake-dir
"""
import os
import subprocess
import sys

from . import cmake_dir, tool


def run_tool():
    """The command `pybundle`: becomes the tool."""
    command = [tool(), *sys.argv[1:]]
    if os.name == 'nt':  # where exec returns to the shell before the program has ended
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


if __name__ == '__main__':
    if sys.argv[1:] == ['--cmake-dir']:
        print(cmake_dir())
    else:
        run_tool()
