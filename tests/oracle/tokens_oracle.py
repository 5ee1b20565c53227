#!/usr/bin/env python3
"""Holds the lexer's tokens against `tokenize`.

    PRINT_TOKENS=path/to/print_tokens tokens_oracle.py [--every N] [--python PYTHON]... [DIR]...

For each PYTHON (default: every one that is found), which runs this script itself, every Nth `.py`
file of its standard library and of each DIR is read by both. Kind, begin and end of all tokens must
be equal, as far as the file is valid for that interpreter. Exit status 1 on any difference. Before
3.12 there were no tokens inside of f-strings: there an f-string is compared as one string.
"""

import argparse
import ast
import concurrent.futures
import io
import os
import subprocess
import sys
import sysconfig
import tokenize
import warnings

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "runtime")
)
import interpreters  # noqa: E402

BATCH = 100
FSTRINGS = hasattr(tokenize, "FSTRING_START")
OPENING = ("FSTRING_START", "TSTRING_START")
CLOSING = ("FSTRING_END", "TSTRING_END")
# tokenize's own columns of these differ between versions: doubled braces, CR LF, ends of files.
BEGIN_ONLY = ("NEWLINE", "NL")
KIND_ONLY = ("DEDENT", "ENDMARKER")


def expected(path):
    """[(kind, line, column, end line, end column)], or None if the interpreter rejects the file."""
    with open(path, "rb") as file:
        source = file.read()
    try:
        ast.parse(source)
        found = []
        for token in tokenize.tokenize(io.BytesIO(source).readline):
            kind = tokenize.tok_name[token.type]
            if kind == "ERRORTOKEN":
                return None  # before 3.12: an identifier that its regular expression doesn't know
            if kind != "ENCODING":
                found.append((kind,) + token.start + token.end)
        return found
    except (SyntaxError, ValueError, RecursionError, MemoryError, LookupError, tokenize.TokenError):
        return None


def join_fstrings(tokens):
    """f-strings as one STRING each, as before 3.12."""
    joined = []
    depth = 0
    for token in tokens:
        if token[0] in OPENING:
            if depth == 0:
                begin = token
            depth += 1
        elif token[0] in CLOSING:
            depth -= 1
            if depth == 0:
                joined.append(("STRING",) + begin[1:3] + token[3:])
        elif depth == 0:
            joined.append(token)
    return joined


def comparable(tokens):
    for token in tokens:
        if token[0] in KIND_ONLY:
            yield token[:1]
        elif token[0] in BEGIN_ONLY:
            yield token[:3]
        elif token[0] == "STRING" and token[1] < token[3]:
            yield token[:4]  # 3.12 counts the last column in bytes of the first line
        elif not token[0].endswith("STRING_MIDDLE"):
            yield token


def actual(program, files):
    """Yields (path, tokens)."""
    output = subprocess.run(
        [program] + files, check=True, stdout=subprocess.PIPE, timeout=300
    ).stdout
    path, tokens = None, []
    for line in os.fsdecode(output).split("\n"):
        parts = line.split(" ")
        if len(parts) == 5 and parts[0].isupper():
            tokens.append((parts[0],) + tuple(map(int, parts[1:])))
        elif line:
            if path:
                yield path, tokens
            path, tokens = line, []
    yield path, tokens


def check_each(arguments):
    """Runs this script under each interpreter."""
    pythons = arguments.python or [each.executable for each in interpreters.find()]
    again = [os.path.abspath(__file__), "--this-python", "--every", str(arguments.every)]

    def check(python):
        command = [python] + again + arguments.directories
        return subprocess.run(command, stdout=subprocess.PIPE, universal_newlines=True)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = list(pool.map(check, pythons))
    print("".join(run.stdout for run in runs), end="")
    return 0 if runs and all(run.returncode == 0 for run in runs) else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--python", action="append", help="an interpreter; may be repeated")
    parser.add_argument("--this-python", action="store_true", help="only the running one")
    parser.add_argument("--every", type=int, default=1, help="read every Nth file only")
    parser.add_argument("directories", nargs="*", metavar="DIR")
    arguments = parser.parse_args()
    if not arguments.this_python:
        return check_each(arguments)
    warnings.simplefilter("ignore")
    files = []
    for directory in arguments.directories or [sysconfig.get_paths()["stdlib"]]:
        for folder, folders, names in os.walk(directory):
            folders[:] = set(folders) - {"site-packages", "dist-packages"}
            files.extend(os.path.join(folder, name) for name in names if name.endswith(".py"))
    files = sorted(files)[:: arguments.every]
    differing = rejected = compared = 0
    for start in range(0, len(files), BATCH):
        for path, tokens in actual(os.environ["PRINT_TOKENS"], files[start : start + BATCH]):
            want = expected(path)
            if want is None:
                rejected += 1
                continue
            if not FSTRINGS:
                tokens = join_fstrings(tokens)
            want, got = list(comparable(want)), list(comparable(tokens))
            compared += len(want)
            if want != got:
                differing += 1
                pairs = zip(want + [None], got + [None])
                print(path, next((pair for pair in pairs if pair[0] != pair[1]), "length"))
    print(
        "{}: {} files, {} tokens, {} rejected, {} differ".format(
            sys.executable, len(files), compared, rejected, differing
        )
    )
    return 0 if differing == 0 and compared > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
