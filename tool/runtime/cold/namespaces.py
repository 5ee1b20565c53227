# SPDX-License-Identifier: 0BSD
# Namespace packages, of which portions may be on the disk.

_Namespace = getattr(_external, 'NamespaceLoader', None) or _external._NamespaceLoader  # public since 3.11


class NamespaceLoader(_Namespace):
    # The stock one reads resources from directories only.

    def exec_module(self, module):
        module.__file__ = None  # as the interpreter does for a namespace package that has no loader yet

    def get_resource_reader(self, fullname=None):
        return need('Reader')(*self._path)


NamespaceLoader.__name__ = NamespaceLoader.__qualname__ = _Namespace.__name__


def portions(fullname, path=None):
    """Find the module as PathFinder does, as if the bundle were the first entry of sys.path."""
    spec = _external.PathFinder.find_spec(fullname, path)
    if '.' in fullname:
        return spec  # the entries of `path` that are ours come back through path_hook()
    if spec is None:
        spec = ModuleSpec(fullname, None, is_package=True)
    if spec.loader is None:
        spec.submodule_search_locations = [place(fullname), *spec.submodule_search_locations]
    return spec


def namespace(fullname, path):
    """Return the spec of a namespace package, or of what takes its place: a regular package or module on the disk."""
    spec = portions(fullname, path)
    if spec is not None and spec.loader is None:
        spec.loader = NamespaceLoader(fullname, list(spec.submodule_search_locations), portions)
        spec.submodule_search_locations = spec.loader._path  # follows changes of the parent's path
    return spec
