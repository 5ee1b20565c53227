# SPDX-License-Identifier: 0BSD
# Modules whose code is there already. It stands behind what sets the entry going, in bundles that have such code.
# 'code' is what came with the bundle for this interpreter, or None: which of the files each text has, then the texts:
# of hot.py and what stands behind it, and of the files.

placed = {}    # 'package/module.py' -> the names of all whose code stands in one text, its size unpacked, and the text
unpacked = {}  # 'package/module.py' -> its code, if it came along with another's


def unpack(size, text):
    """Return the code objects of a text, which take so many bytes; 0 if that is not known."""
    from binascii import a2b_base64
    from marshal import loads
    from zlib import decompress
    return loads(decompress(a2b_base64(text), -15, size or 1 << 14))


def ready(path):
    """Return whether the code of the bundled file `path` is there; if so, it is unpacked."""
    if path not in unpacked:
        if path in placed:
            names, size, text = placed[path]
            unpacked.update(zip(names, unpack(size, text)))
        elif 'cached' in globals() and path in contents:
            found = cached(path, contents[path])
            if found:
                unpacked[path] = found
    return path in unpacked


def compiled(path, location):
    """Return a new code object of the bundled file `path`, with the file name `location`, or None if none is there."""
    if ready(path):
        found = unpacked.pop(path)
        _imp._fix_co_filename(found, location)
        return found


def learn(name, found):
    """Let later runs know what had to be compiled, if they may; return it."""
    if 'cached' in globals() and not sys.dont_write_bytecode:
        need('keep')(name, marshal.dumps(found))
    return found


def get_code(self, fullname):
    shared = globals().get('codes', {})  # by all executions, if there may be several
    if fullname == self.name and self.path not in shared:
        shared[self.path] = compiled(key(self.path), self.path)
    if fullname != self.name or not shared[self.path]:  # which the stock one refuses, or what has gone meanwhile
        return _external.SourceLoader.get_code(self, fullname)
    return shared[self.path]


def choose(self):
    """Return the loader's get_code(): the stock one where there is no code, so that its errors show no frame of ours."""
    path = key(self.path)
    if self.path in globals().get('codes', ()) or ready(path):
        return get_code.__get__(self)
    learns = 'cached' in globals() and path in contents
    return _external.SourceLoader.get_code.__get__(need('Learner')(self.name, self.path) if learns else self)


def steps():
    """Yield what main() needs: the name of a module to import before, the code, and if that is None source and name."""
    source, location, package = program(sys._getframe(1))
    yield package
    found = compiled(script, location)
    yield found
    if found is None:
        yield source
        yield location


if globals().get('code'):
    for _text, _numbers in zip(code[2:], code[0].split(';')):
        _size, *_names = map(int, _numbers.split())
        _names = [_lines[_each] for _each in _names]
        for _each in _names:
            placed[_each] = _names, _size, _text

Loader.get_code = property(choose)
if 'main' in globals():
    # As in main.py, without a frame while the package is imported and the source compiled.
    _steps = steps()
    _compiled = map(learn, [script], map(compile, _steps, _steps, ['exec'], [0], [True]))
    main = map(next, [_compiled], map(getattr, [0], map(str, map(bool, map(_import, _steps))), _steps)).__next__
