# SPDX-License-Identifier: 0BSD
# Modules and data that the finder and the loaders meet less often.


def special(spec, fullname, path, finder):
    """Return the spec of a module for which find() has `spec`, and which is no ordinary bundled module."""
    if spec is None and path is not None:
        need('foreign_parent')(fullname, path, finder)
    if spec is False:
        spec = need('namespace')(fullname, path)
    return need('hooked')(spec, fullname, path, finder) if fullname in hooks else spec


def normal(path):
    """Return the bundle's own name of `path`, which need not be normal, '' for the root, or None if it is outside."""
    return key(os.path.normpath(path)) if path.startswith(root) else None


def elsewhere(loader, path):
    """Return the bytes of the file `path`, which is bundled under another spelling, or a file of the disk."""
    inner = normal(str(path))
    if inner in contents:
        return read(inner)
    if virtual and inner is not None:
        raise FileNotFoundError(2, os.strerror(2), path)
    return _external.FileLoader.get_data(loader, path)
