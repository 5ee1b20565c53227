#!/usr/bin/env python3
"""Holds the outlines of modules against `ast`: kinds, lines, names and parameters.

    PRINT_OUTLINES=path/to/print_outlines outlines_oracle.py [--every N] [--python PYTHON]... [DIR]...

For each PYTHON (default: every one that is found), which runs this script itself, every Nth `.py`
file of its standard library and of each DIR is read by both. Exit status 1 on any difference.
"""

import ast
import os
import re
import sys

import by_interpreter

AUGMENTED = (ast.Assign, ast.AnnAssign, ast.AugAssign) + (
    (ast.TypeAlias,) if hasattr(ast, "TypeAlias") else ()
)
IMPORTS = (ast.Import, ast.ImportFrom)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
PATTERNS = tuple(
    getattr(ast, name) for name in ("MatchAs", "MatchStar", "MatchMapping") if hasattr(ast, name)
)


def kind_of(node, first):
    if isinstance(node, ast.Expr):
        value = getattr(node.value, "value", None)
        constant = isinstance(node.value, ast.Constant)
        return "docstring" if first and constant and isinstance(value, str) else "other"
    if isinstance(node, IMPORTS):
        return "import"
    if isinstance(node, ast.FunctionDef):
        return "def"
    if isinstance(node, ast.AsyncFunctionDef):
        return "async"
    if isinstance(node, ast.ClassDef):
        return "class"
    if isinstance(node, AUGMENTED):
        return "assignment"
    return "compound" if hasattr(node, "body") or hasattr(node, "cases") else "other"


def bound_names(node):
    """The names that a statement binds, without an order: ast's differs from the text's."""
    names = set()
    stack = [(node, False)]
    while stack:
        node, inside = stack.pop()  # inside a comprehension, where only a walrus binds
        if isinstance(node, FUNCTIONS + (ast.ClassDef,)):
            names.add(node.name)
            continue
        if isinstance(node, ast.Lambda) or isinstance(node, PATTERNS):
            continue
        if isinstance(node, IMPORTS):
            for alias in node.names:
                plain = alias.name.split(".")[0] if isinstance(node, ast.Import) else alias.name
                names.add(alias.asname or plain)
            continue
        if isinstance(node, ast.AnnAssign) and node.value is None:
            continue
        if isinstance(node, ast.NamedExpr):
            names.add(node.target.id)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and not inside:
            names.add(node.id)
        if isinstance(node, ast.ExceptHandler) and node.name:
            names.add(node.name)
        inside = inside or isinstance(node, COMPREHENSIONS)
        stack.extend((child, inside) for child in ast.iter_child_nodes(node))
    return names


def parameters_of(node):
    spec = node.args
    positional = [(0, arg) for arg in spec.posonlyargs] + [(1, arg) for arg in spec.args]
    plain = len(positional) - len(spec.defaults)
    shown = [
        "{}{}{}".format(kind, arg.arg, "=" if index >= plain else "")
        for index, (kind, arg) in enumerate(positional)
    ]
    if spec.vararg:
        shown.append("2" + spec.vararg.arg)
    for arg, default in zip(spec.kwonlyargs, spec.kw_defaults):
        shown.append("3{}{}".format(arg.arg, "" if default is None else "="))
    if spec.kwarg:
        shown.append("4" + spec.kwarg.arg)
    return shown


def expected(path):
    with open(path, "rb") as file:
        source = file.read()
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError, LookupError):
        return None
    if not source.isascii():
        return None  # names would have to be decoded and normalised
    if re.search(rb"\\\r?\n\s*\n", source):
        return None  # here an empty line behind a backslash belongs to the statement
    found = []
    for index, node in enumerate(tree.body):
        decorators = getattr(node, "decorator_list", [])
        begin = min([node.lineno] + [each.lineno for each in decorators])
        parameters = parameters_of(node) if isinstance(node, FUNCTIONS) else None
        found.append(
            (kind_of(node, index == 0), begin, node.end_lineno, bound_names(node), parameters)
        )
    return found


def parse(line):
    head, bar, parameters = line.partition(" |")
    kind, first, last, *names = head.split(" ")
    return kind, int(first), int(last), set(names), parameters.split() if bar else None


def compare(path, lines):
    """(how many statements, the first difference or None), or None if there is nothing to compare."""
    want = expected(path)
    if want is None:
        return None
    got = [parse(line) for line in lines]
    if want == got:
        return len(want), None
    pairs = zip(want + [None], got + [None])
    return len(want), next((pair for pair in pairs if pair[0] != pair[1]), "length")


if __name__ == "__main__":
    sys.exit(by_interpreter.main(__doc__, os.environ["PRINT_OUTLINES"], compare, "statements"))
