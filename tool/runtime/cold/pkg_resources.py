# SPDX-License-Identifier: 0BSD


def provide(pkg_resources):
    """Let pkg_resources list and read the bundle's folders."""

    class Provider(pkg_resources.NullProvider):
        def _resource(self, path):
            inner = need('normal')(path)
            return need('Resource')('..' if inner is None else inner)

        def _has(self, path):
            return self._resource(path).exists()

        def _isdir(self, path):
            return self._resource(path).is_dir()

        def _listdir(self, path):
            return [child.name for child in self._resource(path).iterdir()]

    pkg_resources.register_loader_type(Loader, Provider)
