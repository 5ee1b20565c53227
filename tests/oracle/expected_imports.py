"""Prints the imports of Python files as `ast` of the running interpreter sees them.

    python expected_imports.py FILE_LIST

FILE_LIST holds a path a line. For each path one line of JSON goes to standard output: `[path,
imports]`, where imports is null if this interpreter rejects the file, else a list of `[line,
column, module, level, names]` in the form of `pybundle imports`: column from 1 in characters,
module null where a `from` has none, names a list of [name, asname] or null, `import a, b` as two.
Runs on Python 3.8 and later.
"""

import ast
import json
import sys
import warnings


# Imports are statements: these fields hold all that a statement can have inside.
BLOCKS = ("body", "handlers", "orelse", "finalbody", "cases")


def imports_of(source):
    tree = ast.parse(source)
    text = None
    found = []
    stack = [tree]
    while stack:
        node = stack.pop()
        if not isinstance(node, ast.expr):  # a lambda's body is none, nor an `if` expression's
            for block in BLOCKS:
                stack.extend(getattr(node, block, ()))
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        if text is None:
            text = decoded_lines(source)
        # ast counts bytes of UTF-8.
        line = text[node.lineno - 1].encode("utf-8", "surrogatepass")
        column = len(line[: node.col_offset].decode("utf-8", "surrogatepass")) + 1
        if isinstance(node, ast.Import):
            for alias in node.names:
                found.append([node.lineno, column, alias.name, 0, None, alias.asname])
        else:
            names = [[alias.name, alias.asname] for alias in node.names]
            found.append([node.lineno, column, node.module, node.level, names, None])
    return found


def decoded_lines(source):
    import io
    import re
    import tokenize

    # detect_encoding splits at LF only, the tokenizer of the compiler at CR too.
    source = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    return re.split("\n", source.decode(encoding, "replace"))


def main():
    sys.setrecursionlimit(10000)
    warnings.simplefilter("ignore")
    with open(sys.argv[1], encoding="utf-8", errors="surrogateescape") as file:
        paths = file.read().split("\n")
    for path in filter(None, paths):
        with open(path, "rb") as file:
            source = file.read()
        try:
            found = imports_of(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError, LookupError):
            found = None
        print(json.dumps([path, found]))


if __name__ == "__main__":
    main()
