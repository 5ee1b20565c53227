"""What oracles have in common that run inside of each interpreter: finding files, running, telling.

A program of ours prints, for each file given to it, a line with the path and then lines about it.
`compare(path, lines)` gives (how many things, the first difference or None), or None where this
interpreter rejects the file. Runs on Python 3.8 and later.
"""

import argparse
import concurrent.futures
import os
import subprocess
import sys
import sysconfig
import warnings

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "runtime")
)
import interpreters  # noqa: E402

BATCH = 100  # files for one run of the program: below every limit on command lines
TIME_LIMIT = 300  # seconds for a batch, which takes milliseconds: only a hang reaches it


def python_files(directories):
    """All .py files below, but not what is installed beside the standard library."""
    found = []
    for directory in directories:
        for folder, folders, names in os.walk(directory):
            folders[:] = set(folders) - {"site-packages", "dist-packages"}
            found.extend(os.path.join(folder, name) for name in names if name.endswith(".py"))
    return sorted(found)


def read(program, files):
    """Yields (path, lines)."""
    run = subprocess.run([program] + files, check=True, stdout=subprocess.PIPE, timeout=TIME_LIMIT)
    lines = os.fsdecode(run.stdout).split("\n")
    begins = []
    for path in files:
        begins.append(lines.index(path, begins[-1] + 1 if begins else 0))
    for path, begin, end in zip(files, begins, begins[1:] + [len(lines) - 1]):
        yield path, lines[begin + 1 : end]


def check_here(arguments, program, compare, things):
    """Compares under the running interpreter; the exit status."""
    warnings.simplefilter("ignore")
    directories = arguments.directories or [sysconfig.get_paths()["stdlib"]]
    files = python_files(directories)[:: arguments.every]
    differing = rejected = compared = 0
    for start in range(0, len(files), BATCH):
        for path, lines in read(program, files[start : start + BATCH]):
            result = compare(path, lines)
            if result is None:
                rejected += 1
                continue
            compared += result[0]
            if result[1] is not None:
                differing += 1
                print(path, result[1])
    summary = "{}: {} files, {} {}, {} not compared, {} differ"
    print(summary.format(sys.executable, len(files), compared, things, rejected, differing))
    return 0 if differing == 0 and compared > 0 else 1


def main(description, program, compare, things):
    """The main function of an oracle that compares what `program` prints; its exit status."""
    return run_everywhere(
        description, lambda arguments: check_here(arguments, program, compare, things)
    )


def run_everywhere(description, check_this):
    """Runs the calling script under each interpreter; `check_this(arguments)` checks the running one.

    Returns the exit status.
    """
    parser = argparse.ArgumentParser(description=description.split("\n")[0])
    parser.add_argument("--every", type=int, default=1, help="read every Nth file only")
    parser.add_argument("--python", action="append", help="an interpreter; may be repeated")
    parser.add_argument("--this-python", action="store_true", help="only the running one")
    parser.add_argument("directories", nargs="*", metavar="DIR")
    arguments = parser.parse_args()
    if arguments.this_python:
        return check_this(arguments)

    pythons = arguments.python or [each.executable for each in interpreters.find()]
    script = [os.path.abspath(sys.argv[0]), "--this-python", "--every", str(arguments.every)]

    def check(python):
        command = [python] + script + arguments.directories
        return subprocess.run(command, stdout=subprocess.PIPE, universal_newlines=True)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = list(pool.map(check, pythons))
    print("".join(run.stdout for run in runs), end="")
    return 0 if runs and all(run.returncode == 0 for run in runs) else 1
