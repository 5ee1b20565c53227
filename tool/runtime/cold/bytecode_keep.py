# SPDX-License-Identifier: 0BSD
# `bytecode_cache`: what had to be compiled is written for later runs, when the program ends.

_fresh = {}  # name -> marshalled code, in the order in which it was needed


class Learner(Loader):
    """Compiles as the stock loader does, and without a frame of ours, for it offers what that compiled as byte code."""

    def path_stats(self, path):
        return {'mtime': 0, 'size': 0}

    def get_data(self, path):
        if path != self.path:
            raise FileNotFoundError(2, os.strerror(2), path)  # no byte code is there
        return Loader.get_data(self, path)

    def _cache_bytecode(self, path, cached, data):
        keep(key(path), data[16:])  # the header is for a file


def keep(name, code):
    """Let marshalled code be written when the program ends, unless nothing knows of this bundle any more by then."""
    if not _fresh:
        import atexit
        from _weakref import ref
        atexit.register(exec, 'write = ref()\nif write: write()', {'ref': ref(write_cache)})
    _fresh[name] = code


def write_cache():
    """Write the file anew, if it can be and Python may write such files."""
    if cache_file is not None and not sys.dont_write_bytecode:
        try:
            _replace_cache([*_entries()])
        except (OSError, ValueError):
            pass


def _entries():
    """Yield what was in the file and still is right, and what is new: its name, the sum of its text, the code."""
    texts = {**contents, 'warm': warm, **{str(number): part for number, part in enumerate(parts())}}
    for name in {**_index, **_fresh}:
        if name in texts:
            code = _fresh.get(name) or stored(name, texts[name])
            if code is not None:
                yield name, checksum(encoded(texts[name])), bytes(code)


def _replace_cache(entries):
    """Let the file appear as a whole, so that runs at the same time don't disturb each other."""
    import tempfile
    places, length = {}, 0
    for name, of_text, blob in entries:
        places[name] = length, length + len(blob), of_text, checksum(blob)
        length += len(blob)
    head = marshal.dumps((_external.MAGIC_NUMBER, places))
    folder, file_name = os.path.split(cache_file)
    os.makedirs(folder, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=file_name, dir=folder)
    try:
        with os.fdopen(handle, 'wb') as file:
            file.writelines([cache_mark, checksum(head), len(head).to_bytes(8, 'little'), head])
            file.writelines(blob for _, _, blob in entries)
        os.chmod(temporary, _external._calc_mode(bundle_path) & 0o644)
        os.replace(temporary, cache_file)
    except BaseException:
        os.unlink(temporary)
        raise
