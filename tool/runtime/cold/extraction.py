# SPDX-License-Identifier: 0BSD
# Data files in a directory, for code that opens what stands beside __file__.


def extracted():
    """Return the directory that holds the bundle's data files; write them there if that hasn't been done.

    A directory is used only if it is the user's own, nobody else can write to it, and each file in it is as it was
    written. A new one appears by a rename, complete, so that several first runs don't disturb each other.
    """
    base = os.path.join(_cache(), 'pybundle')
    target = os.path.join(base, '%s-%s' % (name, id))
    paths = [path for path in contents if not path.endswith('.py')]
    try:
        os.makedirs(base, 0o700, exist_ok=True)
        _trust(base)
        for _ in range(9):  # another process may be at it, too
            if _intact(target, paths):
                return target
            _write(target, paths)
        raise OSError(5, 'it changes all the time')
    except OSError as error:
        reason = '%s: cannot put the data files of this bundle into %s: %s; set PYBUNDLE_CACHE to a directory of ' \
                 'yours with room' % (name, target, error.strerror or error)
        raise OSError(error.errno, reason) from None


def _cache():
    """Return the user's directory for what can be made again."""
    chosen = None if sys.flags.ignore_environment else os.environ.get('PYBUNDLE_CACHE')
    if not chosen and sys.platform == 'win32':
        chosen = os.environ.get('LOCALAPPDATA')
    if not chosen and sys.platform != 'darwin':
        chosen = os.environ.get('XDG_CACHE_HOME')
    home = '~/Library/Caches' if sys.platform == 'darwin' else '~/.cache'
    return os.path.abspath(chosen or os.path.expanduser(home))


def _trust(directory):
    """Raise OSError unless `directory` is one, and nobody else's, and not for others to write to."""
    import stat
    status = os.lstat(directory)
    if not stat.S_ISDIR(status.st_mode):
        raise OSError(20, '%s is no directory' % directory)
    if hasattr(os, 'getuid') and (status.st_uid != os.getuid() or status.st_mode & 0o022):
        raise OSError(13, '%s belongs to, or can be changed by, somebody else: remove it' % directory)


def _record(directory, paths):
    """Return what tells whether the files are as they were written, as text."""
    lines = []
    for path in paths:
        status = os.lstat(os.path.join(directory, path))
        lines.append('%d %d %d %s\n' % (status.st_mode, status.st_size, status.st_mtime_ns, path))
    return ''.join(lines)


def _intact(target, paths):
    """Return whether `target` is there and complete."""
    try:
        _trust(target)
        with open(os.path.join(target, '.pybundle'), encoding='utf-8', errors='surrogateescape') as file:
            return file.read() == _record(target, paths)
    except FileNotFoundError:
        return False


def _write(target, paths):
    """Make `target`, in place of a damaged one if there is one, unless another process is faster."""
    import shutil
    import tempfile
    fresh = tempfile.mkdtemp(prefix='.', dir=os.path.dirname(target))
    try:
        for path in paths:
            file = os.path.join(fresh, path)
            os.makedirs(os.path.dirname(file), 0o700, exist_ok=True)
            with open(file, 'xb') as stream:
                stream.write(read(path))
        with open(os.path.join(fresh, '.pybundle'), 'x', encoding='utf-8', errors='surrogateescape') as stream:
            stream.write(_record(fresh, paths))
        if os.path.exists(target) and not _intact(target, paths):
            damaged = tempfile.mkdtemp(prefix='.', dir=os.path.dirname(target))
            try:
                os.rename(target, os.path.join(damaged, 'damaged'))
            except FileNotFoundError:
                pass  # another process did it
            finally:
                shutil.rmtree(damaged, ignore_errors=True)
        if not os.path.exists(target):
            os.rename(fresh, target)
    except OSError:
        if not os.path.exists(target) or not _intact(target, paths):
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
