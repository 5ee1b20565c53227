# SPDX-License-Identifier: 0BSD
# Calling a hook for a module of the environment as soon as it is there.


def hooked(spec, fullname, path, finder):
    """Return the module's `spec`, or one that the following finders know, so that its hook is called once it has run."""
    for other in sys.meta_path[sys.meta_path.index(finder) + 1:]:  # of which some may be other bundles' finders
        if hasattr(other, 'find_spec'):
            spec = spec or other.find_spec(fullname, path)
    if spec is not None:
        def exec_module(module):
            vars(loader).pop('exec_module', None)
            run(module)
            if fullname in hooks:
                need(hooks.pop(fullname))(module)

        loader = spec.loader
        run = loader.exec_module
        loader.exec_module = exec_module
    return spec
