# SPDX-License-Identifier: 0BSD
# `bytecode_cache`: what had to be compiled is written for later runs, when the program ends.

_fresh = {}  # name -> code


def keep(name, found):
    """Let the code object be written."""
    if not _fresh:
        import atexit
        atexit.register(write_cache)
    _fresh[name] = found


def write_cache():
    """Write the file anew, if it can be and Python may write such files."""
    if cache_file is not None and not sys.dont_write_bytecode:
        try:
            _replace_cache([*_entries()])
        except (OSError, ValueError):
            pass


def _entries():
    """Yield what is new, and what was in the file and still is right: its name, the sum of its text, the code."""
    texts = {**contents, 'warm': warm, **{str(number): part for number, part in enumerate(parts())}}
    for name in texts.keys() & (_fresh.keys() | _stored_index.keys()):
        begin, end, of_text, of_code = _stored_index.get(name, (0, 0, None, None))
        now = checksum(encoded(texts[name]))
        if name in _fresh:
            yield name, now, marshal.dumps(_fresh[name])
        elif of_text == now and of_code == checksum(_stored[begin:end]):
            yield name, now, _stored[begin:end]


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
