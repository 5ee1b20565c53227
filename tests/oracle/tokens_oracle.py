#!/usr/bin/env python3
"""Holds the lexer's tokens against `tokenize`.

    PRINT_TOKENS=path/to/print_tokens tokens_oracle.py [--every N] [--python PYTHON]... [DIR]...

For each PYTHON (default: every one that is found), which runs this script itself, every Nth `.py`
file of its standard library and of each DIR is read by both. Kind, begin and end of all tokens must
be equal, as far as the file is valid for that interpreter. Exit status 1 on any difference. Before
3.12 there were no tokens inside of f-strings: there an f-string is compared as one string.
"""

import ast
import io
import os
import sys
import tokenize

import by_interpreter

FSTRINGS = hasattr(tokenize, "FSTRING_START")
OPENING = ("FSTRING_START", "TSTRING_START")
CLOSING = ("FSTRING_END", "TSTRING_END")
# tokenize's own columns of these differ between versions: CR LF, ends of files.
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
        elif not token[0].endswith("STRING_MIDDLE"):  # doubled braces differ between versions
            yield token


def parse(line):
    kind, *numbers = line.split(" ")
    return (kind,) + tuple(map(int, numbers))


def compare(path, lines):
    """(how many tokens, the first difference or None), or None if there is nothing to compare."""
    want = expected(path)
    if want is None:
        return None
    tokens = [parse(line) for line in lines]
    want = list(comparable(want))
    got = list(comparable(tokens if FSTRINGS else join_fstrings(tokens)))
    if want == got:
        return len(want), None
    pairs = zip(want + [None], got + [None])
    return len(want), next((pair for pair in pairs if pair[0] != pair[1]), "length")


if __name__ == "__main__":
    sys.exit(by_interpreter.main(__doc__, os.environ["PRINT_TOKENS"], compare, "tokens"))
