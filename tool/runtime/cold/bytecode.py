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


def checksum(data):
    return _imp.source_hash(0, data)


def encoded(text):
    return text.encode('utf-8', 'surrogatepass')


def _read_cache(frame):
    """Return what stands behind the index, and the index: of a file that only those could write who can change us."""
    global bundle_path, cache_file
    path = frame.f_globals.get('__file__') or frame.f_code.co_filename
    try:
        bundle_path = path = os.path.abspath(path)
        kept = _external.cache_from_source(path)[:-len('pyc')] + 'pybundle'
        owners = {os.stat(path).st_uid, os.getuid() if hasattr(os, 'getuid') else 0}
        cache_file = kept
        handle = os.open(kept, os.O_RDONLY | getattr(os, 'O_BINARY', 0) | getattr(os, 'O_NONBLOCK', 0))
        try:
            status = os.fstat(handle)
            if os.name != 'nt' and (status.st_uid not in owners or status.st_mode & 0o022):
                return b'', {}
            data = os.read(handle, status.st_size)
            if sys.implementation.name == 'cpython':  # PyPy takes sums of bytes alone
                data = memoryview(data)
        finally:
            os.close(handle)
        begin = 32 + int.from_bytes(data[24:32], 'little')
        index = data[32:begin]
        if data[:16] == cache_mark and data[16:24] == checksum(index):
            magic, index = marshal.loads(index)
            if magic == _external.MAGIC_NUMBER:
                return data[begin:], index
    except (OSError, TypeError, ValueError, EOFError, NotImplementedError):
        pass
    return b'', {}


_stored, _stored_index = _read_cache(sys._getframe(1))


def cached(name, text):
    """Return the code that `text` had in an earlier run, or None."""
    begin, end, of_text, of_code = _stored_index.get(name, (0, 0, None, None))
    if end and of_text == checksum(encoded(text)) and of_code == checksum(_stored[begin:end]):
        return marshal.loads(_stored[begin:end])


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
