# SPDX-License-Identifier: 0BSD
# A recorded run: the environment variable PYBUNDLE_RECORD names a file to which the names of modules are appended in the
# order in which they are first imported, for `only_recorded`.


def record(path):
    """Let the names be appended to the file `path` from now on."""
    # One write for each name: several processes may share the file, and none needs to come to an end.
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
    with open(handle, 'rb', closefd=False) as file:
        seen = {*file.read().split(b'\n')}
    if seen == {b''}:
        os.write(handle, b'# Modules that runs of %s imported, in order of first use: for only_recorded.\n' % name.encode())
    get_code = Loader.__dict__.get('get_code', Loader.get_code)  # a function, or a property

    def recording(self, fullname):
        inner = key(self.path)
        if inner in contents:
            module = inner[:-len('.py')].replace('/', '.')
            line = (module[:-len('.__init__')] if module.endswith('.__init__') else module).encode()
            if line not in seen:
                seen.add(line)
                os.write(handle, line + b'\n')
        return get_code.__get__(self)(fullname)

    Loader.get_code = recording
