# SPDX-License-Identifier: 0BSD
# Modules whose code is there already. It stands behind what sets the entry going, in bundles that have such code.
# 'code' is what came with the bundle for this interpreter, or None: which of the files each text has, then the texts:
# of hot.py and what stands behind it, and of the files.

placed = {}    # 'package/module.py' -> the names of all whose code stands in one text, its size unpacked, and the text
unpacked = {}  # 'package/module.py' -> its code, if it came along with another's


def unpack(size, text):
    """Return the code objects of a text, which are so many bytes when they are marshalled."""
    from binascii import a2b_base64
    from marshal import loads
    from zlib import decompress
    return loads(decompress(a2b_base64(text), 15, size))


def compiled(path, location):
    """Return a new code object of the bundled file `path`, with the file name `location`, or None if none is there."""
    if path in placed:
        if path not in unpacked:
            names, size, text = placed[path]
            unpacked.update(zip(names, unpack(size, text)))
        found = unpacked.pop(path)
        _imp._fix_co_filename(found, location)
        return found
    found = cached(path, contents[path]) if 'cached' in globals() and path in contents else None
    if found:
        _imp._fix_co_filename(found, location)
    return found


def learn(name, found):
    """Let later runs know what had to be compiled, if they may; return it."""
    if 'cached' in globals():
        need('keep')(name, found)
    return found


def get_code(self, fullname):
    path = key(self.path)
    shared = globals().get('codes', {})  # by all executions, if there may be several
    if fullname != self.name:
        return _external.SourceLoader.get_code(self, fullname)  # which refuses
    if self.path not in shared:
        shared[self.path] = compiled(path, self.path) or learn(path, _external.SourceLoader.get_code(self, fullname))
    return shared[self.path]


def choose(self):
    """Return the loader's get_code(): the stock one where there is no code, so that its errors show no frame of ours."""
    path = key(self.path)
    known = path in placed or 'cached' in globals() and path in contents
    return (get_code if known else _external.SourceLoader.get_code).__get__(self)


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
    _compiled = map(lambda found: learn(script, found), map(compile, _steps, _steps, ['exec'], [0], [True]))
    main = map(next, [_compiled], map(getattr, [0], map(str, map(bool, map(_import, _steps))), _steps)).__next__
