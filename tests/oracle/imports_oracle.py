#!/usr/bin/env python3
"""Holds `pybundle imports` against `ast`: every import of every file, zero differences.

    imports_oracle.py --pybundle COMMAND [--python PYTHON]... [DIR]...

For each PYTHON (default: the running one) all `.py` files of its standard library and site-packages,
and of each DIR, are parsed by that interpreter's own `ast`, and read by the tool. The sets of (line,
column, module, level, names) must be equal. Files that the interpreter rejects must be survived, and
no batch may take longer than the time limit. Exit status 1 on any difference.
"""

import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BATCH = 400  # files for one run of the tool: below every limit on command lines
TIME_LIMIT = 300  # seconds for a batch, which takes milliseconds: only a hang reaches it


def library_of(python):
    code = (
        "import sysconfig; paths = sysconfig.get_paths(); "
        "print(paths['stdlib']); print(paths['purelib'])"
    )
    return subprocess.run(
        [python, "-c", code], check=True, stdout=subprocess.PIPE, universal_newlines=True
    ).stdout.split("\n")[:2]


def python_files(directories):
    found = set()
    for directory in directories:
        for folder, _, names in os.walk(directory):
            found.update(os.path.join(folder, name) for name in names if name.endswith(".py"))
    return sorted(found)


def expected(python, files):
    with tempfile.TemporaryDirectory() as folder:
        listing = os.path.join(folder, "files")
        with open(listing, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write("\n".join(files))
        output = subprocess.run(
            [python, "-I", os.path.join(HERE, "expected_imports.py"), listing],
            check=True,
            stdout=subprocess.PIPE,
        ).stdout
    return {path: imports for path, imports in map(json.loads, output.splitlines())}


def actual(command, files):
    """Imports by file, as the tool prints them; dynamic ones left out."""
    found = collections.defaultdict(list)
    for start in range(0, len(files), BATCH):
        run = subprocess.run(
            command + files[start : start + BATCH],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=TIME_LIMIT,
        )
        # 1: a file is at fault, as many files of test suites are. A crash is another status.
        if run.returncode not in (0, 1):
            raise SystemExit(
                "the tool ended with status {}:\n{}".format(
                    run.returncode, run.stderr.decode("utf-8", "replace")
                )
            )
        for line in run.stdout.splitlines():
            entry = json.loads(line)
            if entry["kind"] == "dynamic":
                continue
            found[entry["file"]].append(
                [
                    entry["line"],
                    entry["column"],
                    entry["module"],
                    entry["level"],
                    entry["names"],
                    entry["asname"],
                ]
            )
    return found


def compare(want, got):
    """Lines that tell the differences between two lists of imports."""
    want = collections.Counter(map(json.dumps, want))
    got = collections.Counter(map(json.dumps, got))
    return ["  only ast:  " + entry for entry in sorted((want - got).elements())] + [
        "  only tool: " + entry for entry in sorted((got - want).elements())
    ]


def check(command, python, directories):
    files = python_files(directories)
    oracle = expected(python, files)
    tool = actual(command, files)
    differing = rejected = imports = 0
    for path in files:
        want = oracle[path]
        if want is None:
            rejected += 1
            continue
        imports += len(want)
        differences = compare(want, tool.get(path, []))
        if differences:
            differing += 1
            print(path)
            print("\n".join(differences))
    print(
        "{}: {} files, {} imports, {} files rejected by ast, {} files differ".format(
            python, len(files), imports, rejected, differing
        )
    )
    return differing == 0 and imports > 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pybundle", required=True, help="the tool")
    parser.add_argument("--python", action="append", help="an interpreter; may be repeated")
    parser.add_argument("directories", nargs="*", metavar="DIR")
    arguments = parser.parse_args()
    command = [arguments.pybundle, "imports"]
    results = [
        check(command, python, library_of(python) + arguments.directories)
        for python in arguments.python or [sys.executable]
    ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
