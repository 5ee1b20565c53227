#!/usr/bin/env python3
"""Holds minified sources against `ast`: the tree before and after is equal, less what was asked for.

    PRINT_MINIFIED=path/to/print_minified minify_oracle.py [--every N] [--python PYTHON]... [DIR]...

For each PYTHON (default: every one that is found), which runs this script itself, every Nth `.py`
file of its standard library and of each DIR is minified with all options, and every file in turn
with one of the options alone. Exit status 1 on any difference.
"""

import ast
import os
import subprocess
import sys
import sysconfig
import warnings

from by_interpreter import BATCH, TIME_LIMIT, python_files, run_everywhere

OPTIONS = ["comments", "docstrings", "annotations", "indentation"]
ALL = ",".join(OPTIONS)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Plain(ast.NodeTransformer):
    """Removes what `options` let a minifier remove, and nothing else."""

    def __init__(self, options):
        self.docstrings = "docstrings" in options
        self.annotations = "annotations" in options
        self.in_function = False

    def visit_Module(self, node):
        self.generic_visit(node)
        node.body = self.without_strings(node.body)
        return node

    def visit_ClassDef(self, node):
        return self.visit_body(node, False)

    def visit_FunctionDef(self, node):
        if self.annotations:
            node.returns = None
        return self.visit_body(node, True)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_body(self, node, in_function):
        outer = self.in_function
        self.in_function = in_function
        self.generic_visit(node)
        self.in_function = outer
        node.body = self.without_strings(node.body) or [ast.Pass()]
        return node

    def without_strings(self, body):
        if self.docstrings:
            while body and isinstance(body[0], ast.Expr) and isinstance(
                getattr(body[0].value, "value", None), str
            ):
                body = body[1:]
        return body

    def visit_arguments(self, node):
        if self.annotations:
            args = node.posonlyargs + node.args + node.kwonlyargs
            for each in filter(None, [*args, node.vararg, node.kwarg]):
                each.annotation = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node):
        self.generic_visit(node)
        if not (self.annotations and self.in_function):
            return node
        if node.value is None:
            node.annotation = ast.Constant(0)
            return node
        return ast.copy_location(ast.Assign([node.target], node.value), node)


def tree(source, options):
    """The dump of a source's tree, or None if this interpreter has none."""
    try:
        parsed = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError, LookupError):
        return None
    if {"docstrings", "annotations"} & set(options):
        parsed = Plain(options).visit(parsed)
    try:
        return ast.dump(parsed)
    except RecursionError:
        return None


def minified(options, paths):
    """Yields each path and its minified source."""
    command = [os.environ["PRINT_MINIFIED"], options] + paths
    output = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, timeout=TIME_LIMIT
    ).stdout
    at = 0
    for path in paths:
        begin = output.index(b"\n", at) + 1
        at = begin + int(output[at:begin])
        yield path, output[begin:at]


def check_here(arguments):
    """Compares under the running interpreter; the exit status."""
    warnings.simplefilter("ignore")
    directories = arguments.directories or [sysconfig.get_paths()["stdlib"]]
    files = python_files(directories)[:: arguments.every]
    jobs = [(ALL, files)]
    jobs += [(option, files[turn :: len(OPTIONS)]) for turn, option in enumerate(OPTIONS)]
    compared = differing = rejected = before = after = 0
    for options, paths in jobs:
        for start in range(0, len(paths), BATCH):
            for path, result in minified(options, paths[start : start + BATCH]):
                with open(path, "rb") as file:
                    source = file.read()
                expected = tree(source, options.split(","))
                if expected is None:
                    rejected += 1
                    continue
                compared += 1
                before += len(source)
                after += len(result)
                if tree(result, options.split(",")) != expected:
                    differing += 1
                    print(path, "differs with", options)
    summary = "{}: {} compared, {} not, {} differ; {} bytes became {}"
    print(summary.format(sys.executable, compared, rejected, differing, before, after))
    return 0 if differing == 0 and compared > 0 and after < before else 1


if __name__ == "__main__":
    sys.exit(run_everywhere(__doc__, check_here))
