# Compiles modules for the tool, in each of the interpreters that `precompile` names. It is executed behind
# `file = open(...)`, which goes on with what is to be compiled: lines '<kind> <size>', each followed by that many bytes.
# 'm' is a module's source, 'r' is code of the bundle's runtime, which bears importlib's own file name and no lines.
# Writes first a line that says what code of this interpreter is for, then for each of them a line '<kind> <size>' and
# that many bytes: 'c' a marshalled code object, or 'e' and '<line> <column> <message>' if it can't be compiled.
import _frozen_importlib_external as external
import marshal
import sys
import warnings


def answer(kind, data):
    sys.stdout.buffer.write(b'%s %d\n' % (kind, len(data)) + data)


def describe(error):
    """Return where and why something can't be compiled; the column counts from 1, or is 0 if there is none."""
    line, column = getattr(error, 'lineno', 0) or 0, getattr(error, 'offset', 0) or 0
    message = getattr(error, 'msg', None) or '%s: %s' % (type(error).__name__, error)
    return ('%d %d %s' % (line, max(column, 0), message)).encode('utf-8', 'backslashreplace')


def without_places(source, name):
    """Return the syntax tree of a source, all in line 1: nobody sees where in the runtime its code comes from."""
    import ast
    tree = compile(source, name, 'exec', ast.PyCF_ONLY_AST, True)
    for node in ast.walk(tree):
        for attribute in node._attributes:
            setattr(node, attribute, 1 if 'line' in attribute else 0)
    return tree


def main():
    warnings.simplefilter('ignore')  # of the user's code Python warns when it is compiled, but not when it is cached
    runtime = external.SourceLoader.get_code.__code__.co_filename
    identity = [sys.implementation.cache_tag, external.MAGIC_NUMBER.hex(), sys.version]
    sys.stdout.buffer.write(' '.join(identity).replace('\n', ' ').encode() + b'\n')
    for head in iter(file.readline, b''):
        kind, size = head.split()
        source = file.read(int(size))
        try:
            name = runtime if kind == b'r' else ''
            code = compile(without_places(source, name) if name else source, name, 'exec', 0, True, 0)
            answer(b'c', marshal.dumps(code))
        except Exception as error:
            answer(b'e', describe(error))


main()
