# SPDX-License-Identifier: 0BSD
# A recorded run: the environment variable PYBUNDLE_RECORD names a file to which the names of modules are appended in the
# order in which they are first imported, for `only_recorded`.


def record(path):
    """Let the names be appended to the file `path` from now on."""
    # One write for each name: several processes may share the file, and none needs to come to an end.
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    if not os.fstat(handle).st_size:
        os.write(handle, b'# Modules that runs of %s imported, in order of first use: for only_recorded.\n' % name.encode())
    seen = set()
    get_code = Loader.get_code

    def recording(self, fullname):
        inner = key(self.path)
        if inner in contents and inner not in seen:
            seen.add(inner)
            module = inner[:-len('.py')].replace('/', '.')
            os.write(handle, (module[:-len('.__init__')] if module.endswith('.__init__') else module).encode() + b'\n')
        return get_code(self, fullname)

    Loader.get_code = recording
