# SPDX-License-Identifier: 0BSD
# importlib.resources before 3.10: files() asks no reader, and path() writes files without a suffix.


def amend(resources):
    """Amend the module, once for all bundles of the process: what it gets stays there, and must keep no bundle."""
    if not hasattr(resources, '_pybundle'):
        resources._pybundle = names = {'__name__': __name__}
        need('ask_readers' if hasattr(resources, 'files') else 'keep_names', names)(resources)


def ask_readers(resources):
    """Let 3.9's files() ask the readers of bundles."""
    from importlib import _common

    def fallback_resources(spec):
        if spec.origin and type(spec.loader).__module__ == __name__:
            return spec.loader.get_resource_reader(spec.name).files()
        return stock(spec)

    stock = _common.fallback_resources
    _common.fallback_resources = fallback_resources


def keep_names(resources):
    """Let 3.8's path() give a copy with the resource's own name."""
    def path(package, resource):
        reader = resources._get_resource_reader(resources._get_package(package))
        name = resources._normalize_path(resource)
        if type(reader).__module__ == __name__ and reader.is_resource(name):
            return reader.files().joinpath(name)._as_file()
        return stock(package, resource)

    stock = resources.path
    resources.path = path
