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
cache_piece = b''  # what of it is in memory


def checksum(data):
    return _imp.source_hash(0, data)


def encoded(text):
    return text.encode('utf-8', 'surrogatepass')


def read_piece(begin, end):
    """Return the file's bytes from `begin` on, at least to `end`: if only those could write it who can change us."""
    handle = os.open(cache_file, os.O_RDONLY | getattr(os, 'O_BINARY', 0) | getattr(os, 'O_NONBLOCK', 0))
    try:
        status = os.fstat(handle)
        if os.name != 'nt' and (status.st_uid not in (os.getuid(), os.stat(bundle_path).st_uid)
                                or status.st_mode & 0o022):
            return b''
        os.lseek(handle, begin, 0)
        piece = os.read(handle, min(max(end - begin, 1 << 18), status.st_size))
    finally:
        os.close(handle)
    return memoryview(piece) if sys.implementation.name == 'cpython' else piece  # PyPy takes sums of bytes alone


def _read_index(frame):
    """Return where the first code stands in the file, and its index; read at least that far."""
    global bundle_path, cache_file, cache_piece
    try:
        bundle_path = os.path.abspath(frame.f_globals.get('__file__') or frame.f_code.co_filename)
        os.stat(bundle_path)
        cache_file = os.path.abspath(_external.cache_from_source(bundle_path)[:-len('pyc')] + 'pybundle')
        cache_piece = read_piece(0, 32)
        begin = 32 + int.from_bytes(cache_piece[24:32], 'little')
        if begin > len(cache_piece):
            cache_piece = read_piece(0, begin)
        index = cache_piece[32:begin]
        if cache_piece[:16] == cache_mark and cache_piece[16:24] == checksum(index):
            magic, index = marshal.loads(index)
            if magic == _external.MAGIC_NUMBER:
                return begin, index
    except (OSError, TypeError, ValueError, EOFError, NotImplementedError):
        pass
    return 0, {}


_begin, _index = _read_index(sys._getframe(1))


def code_at(begin, end):
    """Return what is in the file from `begin` to `end`, as far as it is in memory."""
    return cache_piece[begin:end]


def stored(name, text):
    """Return the marshalled code that `text` had in an earlier run, or None."""
    begin, end, of_text, of_code = _index.get(name, (0, 0, None, None))
    if end and of_text == checksum(encoded(text)):
        code = code_at(_begin + begin, _begin + end)
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
