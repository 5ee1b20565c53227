# SPDX-License-Identifier: 0BSD
# What is in a folder: for pkgutil, and for all of cold that lists.


def children():
    """Return a dictionary from each folder ('' is the root) to the sorted names of what is in it."""
    if not _children:
        listing = {}
        for path in [*contents, *(folder[:-1] for folder in folders)]:
            folder, _, leaf = path.rpartition('/')
            listing.setdefault(folder, []).append(leaf)
        _children.update((folder, sorted(leaves)) for folder, leaves in listing.items())
    return _children


_children = {}


def top_modules(finder, prefix=''):
    """Do for the bundle's finder what modules() does for a folder."""
    return modules('', prefix)


def modules(folder, prefix=''):
    """Yield (name, is it a package?) as pkgutil does for a directory: no namespace packages."""
    seen = {'__init__'}
    for leaf in children().get(folder, ()):
        path = folder + '/' + leaf if folder else leaf
        package = path + '/__init__.py' in contents
        module = leaf if package else leaf[:-3] if leaf.endswith('.py') else ''
        if module and '.' not in module and module not in seen:
            seen.add(module)
            yield prefix + module, package
