#!/usr/bin/env python3
"""Holds `pybundle imports` against `ast`: every import of every file, zero differences.

    PYBUNDLE=path/to/pybundle imports_oracle.py [--site-packages] [--python PYTHON]... [DIR]...

For each PYTHON (default: every one that is found) all `.py` files of its standard library, with
--site-packages also of what is installed into it, and of each DIR, are parsed by that interpreter's
own `ast` and read by the tool. The sets of (line, column, module, level, names) must be equal. Files
that the interpreter rejects must be survived, in time. Exit status 1 on any difference.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, os.pardir, "runtime"))
import interpreters  # noqa: E402

BATCH = 400  # files for one run of the tool: below every limit on command lines
TIME_LIMIT = 300  # seconds for a batch, which takes milliseconds: only a hang reaches it


def library_of(python):
    code = "import sysconfig; print(sysconfig.get_paths()['stdlib'])"
    return subprocess.run(
        [python, "-c", code], check=True, stdout=subprocess.PIPE, universal_newlines=True
    ).stdout.strip()


def python_files(directories, site_packages):
    found = set()
    for directory in directories:
        for folder, folders, names in os.walk(directory):
            if not site_packages:
                folders[:] = set(folders) - {"site-packages", "dist-packages"}
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


def check(python, directories, site_packages):
    """Lines to print, the last a summary, and whether all is well."""
    files = python_files([library_of(python)] + directories, site_packages)
    oracle = expected(python, files)
    tool = actual([os.environ["PYBUNDLE"], "imports"], files)
    report = []
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
            report.append(path)
            report.extend(differences)
    summary = "{}: {} files, {} imports, {} files rejected by ast, {} files differ"
    report.append(summary.format(python, len(files), imports, rejected, differing))
    return report, differing == 0 and imports > 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--site-packages", action="store_true", help="also what is installed")
    parser.add_argument("--python", action="append", help="an interpreter; may be repeated")
    parser.add_argument("directories", nargs="*", metavar="DIR")
    arguments = parser.parse_args()
    pythons = arguments.python or [each.executable for each in interpreters.find()]
    good = bool(pythons)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        futures = [
            pool.submit(check, python, arguments.directories, arguments.site_packages)
            for python in pythons
        ]
        for future in futures:
            report, equal = future.result()
            print("\n".join(report), flush=True)
            good = good and equal
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
