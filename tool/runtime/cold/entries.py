# SPDX-License-Identifier: 0BSD
# A folder of the bundle as an entry of sys.path or of a package's path, for PathFinder and pkgutil.


class EntryFinder:
    """Finds modules in one folder of the bundle, as FileFinder does in a directory."""

    def __init__(self, path):
        folder = need('normal')(str(path))
        if folder is None or (folder + '/' not in folders if folder else not virtual):
            raise ImportError('not a folder of this bundle', path=path)
        self.path = path
        self.folder = folder  # the bundle's own name of it

    def find_spec(self, fullname, target=None):
        spec = find(fullname, self.folder)
        if spec is False:
            spec = ModuleSpec(fullname, None, is_package=True)
            spec.submodule_search_locations.append(self.path + os.sep + fullname.rpartition('.')[2])
        return spec

    def iter_modules(self, prefix=''):
        return need('modules')(self.folder, prefix)

    def invalidate_caches(self):
        """Do nothing: what a bundle contains does not change."""

    get_data = Loader.get_data
