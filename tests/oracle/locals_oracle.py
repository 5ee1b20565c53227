#!/usr/bin/env python3
"""Holds renamed local variables against Python's compiler: the code is the same under other names.

    PRINT_MINIFIED=path/to/print_minified locals_oracle.py [--every N] [--python PYTHON]... [DIR]...

For each PYTHON (default: every one that is found), which runs this script itself, every Nth `.py`
file of its standard library and of each DIR is compiled before and after. The instructions of each
code object must be equal but for the names of variables, and of these each must have become another
one everywhere: none was taken for two, and no two became one. Exit status 1 on any difference.
"""

import ast
import dis
import sys
import sysconfig
import types
import warnings

from by_interpreter import BATCH, python_files, run_everywhere
from minify_oracle import minified

LOCAL = {*dis.haslocal, *dis.hasfree}
CLOSURES = {"LOAD_CLOSURE", "LOAD_FAST", "LOAD_FAST_LOAD_FAST"}
EQUAL = ("co_name", "co_names", "co_argcount", "co_kwonlyargcount", "co_posonlyargcount", "co_flags",
         "co_stacksize", "co_exceptiontable")


class Difference(Exception):
    pass


class WithoutImports(ast.NodeTransformer):
    """Replaces a module's own imports by assignments to the same names.

    CPython calls methods of what has an imported module's name by other instructions, though it be a local variable.
    """

    def visit_Import(self, node):
        names = [each.asname or each.name.partition(".")[0] for each in node.names if each.name != "*"]
        targets = [ast.Name(name, ast.Store()) for name in names]
        new = ast.Assign(targets, ast.Constant(0)) if targets else ast.Pass()
        return ast.fix_missing_locations(ast.copy_location(new, node))

    def visit_ImportFrom(self, node):
        return node if node.module == "__future__" else self.visit_Import(node)

    def visit_FunctionDef(self, node):
        return node

    visit_AsyncFunctionDef = visit_ClassDef = visit_FunctionDef


def compiled(source, path):
    return compile(WithoutImports().visit(ast.parse(source)), path, "exec", dont_inherit=True)


class Names:
    """What each variable of the code objects around and in one function has become."""

    def __init__(self):
        self.after = {}
        self.before = {}

    def match(self, before, after):
        if self.after.setdefault(before, after) != after or self.before.setdefault(after, before) != before:
            raise Difference("%s became %s" % (before, after))


def variables(instruction):
    """The names of an instruction on variables: the newest ones have two."""
    value = instruction.argval
    return list(value) if isinstance(value, tuple) else [value]


def normal(code):
    """The instructions as (operation, what it is on), with each run of those that only list variables as one.

    Python sorts the variables of closures by name, and so lists them in another order when they have other names.
    """
    listed = []
    for each in dis.get_instructions(code):
        if each.opcode in LOCAL and each.argval is not None:
            names = variables(each)
            run = each.opname == "MAKE_CELL" or (each.opname in CLOSURES and
                                                 all(name in code.co_cellvars + code.co_freevars for name in names))
            if run and listed and listed[-1][0] == "list" and listed[-1][2] == (each.opname == "MAKE_CELL"):
                listed[-1][1].extend(names)
            elif run:
                listed.append(("list", names, each.opname == "MAKE_CELL"))
            else:
                listed.append((each.opname, names, None))
        else:
            listed.append((each.opname, None, each.arg))
    return listed


def compare(before, after, outer):
    """Raise Difference unless the code objects are equal but for the names of variables."""
    names = Names()
    for name in before.co_freevars:
        if name in outer.after:
            names.match(name, outer.after[name])
    for what in EQUAL:
        if getattr(before, what, None) != getattr(after, what, None):
            raise Difference("%s of %s differs" % (what, before.co_name))
    if len(before.co_varnames) != len(after.co_varnames):
        raise Difference("%s has other variables" % before.co_name)
    for old, new in zip(before.co_varnames, after.co_varnames):
        names.match(old, new)
    parameters = before.co_argcount + before.co_kwonlyargcount + bool(before.co_flags & 4) + bool(before.co_flags & 8)
    if before.co_varnames[:parameters] != after.co_varnames[:parameters]:
        raise Difference("%s has other parameters" % before.co_name)
    old, new = normal(before), normal(after)
    if [each[0] for each in old] != [each[0] for each in new]:
        raise Difference("%s has other instructions" % before.co_name)
    unordered = []
    for one, other in zip(old, new):
        if one[0] == "list":
            unordered.append((one[1], other[1]))
        elif one[1] is not None:
            for pair in zip(one[1], other[1]):
                names.match(*pair)
        elif one[2] != other[2]:
            raise Difference("%s has %s %s for %s" % (before.co_name, one[0], other[2], one[2]))
    if len(before.co_consts) != len(after.co_consts):
        raise Difference("%s has other constants" % before.co_name)
    for one, other in zip(before.co_consts, after.co_consts):
        if isinstance(one, types.CodeType) and isinstance(other, types.CodeType):
            compare(one, other, names)
        elif repr(one) != repr(other) and not (isinstance(one, frozenset) and one == other):
            raise Difference("%s has the constant %r for %r" % (before.co_name, other, one))
    # The inner functions have told what became of those that are only listed here.
    for one, other in unordered:
        if sorted(names.after.get(name, name) for name in one) != sorted(other):
            raise Difference("%s has closures of %s for %s" % (before.co_name, other, one))
    for name in before.co_freevars:
        if name in names.after:
            outer.match(name, names.after[name])


def check_here(arguments):
    """Compares under the running interpreter; the exit status."""
    warnings.simplefilter("ignore")
    directories = arguments.directories or [sysconfig.get_paths()["stdlib"]]
    files = python_files(directories)[:: arguments.every]
    compared = differing = rejected = before = after = 0
    for start in range(0, len(files), BATCH):
        for path, result in minified("rename_locals", files[start : start + BATCH]):
            with open(path, "rb") as file:
                source = file.read()
            try:
                code = compiled(source, path)
            except (SyntaxError, ValueError, RecursionError, MemoryError, LookupError):
                rejected += 1
                continue
            compared += 1
            before += len(source)
            after += len(result)
            try:
                compare(code, compiled(result, path), Names())
            except (Difference, SyntaxError, ValueError) as difference:
                differing += 1
                print(path, difference)
    summary = "{}: {} compared, {} not, {} differ; {} bytes became {}"
    print(summary.format(sys.executable, compared, rejected, differing, before, after))
    return 0 if differing == 0 and compared > 0 and after < before else 1


if __name__ == "__main__":
    sys.exit(run_everywhere(__doc__, check_here))
