# SPDX-License-Identifier: 0BSD
# `bytecode_cache`: code that earlier runs compiled, kept beside Python's own caches, in one file for each interpreter.
# This is all that the bundle executes if it is there: the rest of the runtime, 'warm', is in the file, too. It begins
# with a mark, a sum and the length of its index; the index says for each name (of a bundled file, or of a text of the
# runtime) where its code stands, and the sums of the text and of the code. What is wrong with it is not used.
import _frozen_importlib_external as _external
import _imp
import marshal
import os
import sys

cache_mark = b'pybundle-code-1\n'
cache_file = None  # the name of the file, if there can be one
_owners = {0}      # who may have written it
_piece = 0, b''    # of the file: where it begins, and its bytes


def checksum(data):
    return _imp.source_hash(0, data)


def encoded(text):
    return text.encode('utf-8', 'surrogatepass')


def span(begin, end):
    """Return the file's bytes from `begin` to `end`, or less if they are not there.

    Of a file that only those could write who can change us. It is read in pieces, which take the memory of each other:
    a start needs the code in the order in which it stands there. It is open only meanwhile, since on Windows nobody
    could replace it else; whether it has been replaced, the sums tell.
    """
    global _piece
    at, piece = _piece
    if begin < at or end > at + len(piece):
        piece, _piece = None, (0, b'')
        handle = os.open(cache_file, os.O_RDONLY | getattr(os, 'O_BINARY', 0) | getattr(os, 'O_NONBLOCK', 0))
        try:
            status = os.fstat(handle)
            if os.name != 'nt' and (status.st_uid not in _owners or status.st_mode & 0o022):
                return b''
            os.lseek(handle, begin, 0)
            piece = os.read(handle, min(max(end - begin, 1 << 18), status.st_size))
        finally:
            os.close(handle)
        if sys.implementation.name == 'cpython':  # PyPy takes sums of bytes alone
            piece = memoryview(piece)
        _piece = at, piece = begin, piece
    return piece[begin - at:end - at]


def _read_index(frame):
    """Return the file's index, with places in the file."""
    global bundle_path, cache_file
    path = frame.f_globals.get('__file__') or frame.f_code.co_filename
    try:
        bundle_path = path = os.path.abspath(path)
        kept = os.path.abspath(_external.cache_from_source(path)[:-len('pyc')] + 'pybundle')
        _owners.update([os.stat(path).st_uid, os.getuid() if hasattr(os, 'getuid') else 0])
        cache_file = kept
        head = bytes(span(0, 32))
        begin = 32 + int.from_bytes(head[24:], 'little')
        index = span(32, begin)
        if head[:16] == cache_mark and head[16:24] == checksum(index):
            magic, index = marshal.loads(index)
            if magic == _external.MAGIC_NUMBER:
                return begin, index
    except (OSError, OverflowError, TypeError, ValueError, EOFError, NotImplementedError):
        pass
    return 0, {}


_begin, _index = _read_index(sys._getframe(1))


def stored(name, text):
    """Return the marshalled code that `text` had in an earlier run, or None."""
    begin, end, of_text, of_code = _index.get(name, (0, 0, None, None))
    if end and of_text == checksum(encoded(text)):
        try:
            code = span(_begin + begin, _begin + end)
        except OSError:
            return None
        if of_code == checksum(code):
            return code


def cached(name, text):
    """Return the code that `text` had in an earlier run, or None."""
    code = stored(name, text)
    return None if code is None else marshal.loads(code)


def _execute_part(part, names):
    """As execute() in finding.py; parts of cold/ are kept, too."""
    name = str(parts().index(part))
    found = cached(name, part)
    fresh = found or compile(part, need.__code__.co_filename, 'exec', 0, True)
    exec(fresh, names)
    if not found:
        learn(name, fresh)


_warm = cached('warm', warm)
_was_cached = _warm is not None
_warm = _warm or compile(warm, _external.SourceLoader.get_code.__code__.co_filename, 'exec', 0, True)
exec(_warm)
execute = _execute_part
if not _was_cached:
    learn('warm', _warm)
