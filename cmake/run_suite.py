"""Runs a project's own tests against a bundle, and proves that it was the bundle that they tested.

    run_suite.py pytest|unittest BUNDLE SUITE [ARGUMENT...]

The bundle is imported under a name of its own, so that what it holds can be imported and its program
does not run. Then the tests in the directory SUITE run in the same process. The exit status is not 0
if a test fails, if there is none, if a module that the bundle holds came from elsewhere, or if the
tests imported nothing of the bundle. Runs on Python 3.8 and newer.
"""

import builtins
import importlib.util
import os
import sys

NAME = '_bundle_under_test'


class Contents:
    """What a loaded bundle can import, asked from the finders that it put on sys.meta_path."""

    def __init__(self, finders):
        self.finders = finders

    def find(self, name):
        """The spec that the bundle has for a module, or None; namespace packages have no code to test."""
        parent = sys.modules.get(name.rpartition('.')[0])
        for finder in self.finders:
            spec = finder.find_spec(name, getattr(parent, '__path__', None))
            if spec is not None and spec.origin is not None:
                return spec
        return None

    def has_loaded(self, module, spec):
        """Whether `module` came from the bundle, whose loader class is its own."""
        actual = getattr(module, '__spec__', None)
        return actual is not None and type(actual.loader) is type(spec.loader)

    def loaded(self):
        """Modules that the bundle holds, in two sets of names: loaded from it, and from elsewhere."""
        ours, others = set(), set()
        for name, module in list(sys.modules.items()):
            spec = None if module is None else self.find(name)
            if spec is not None:
                (ours if self.has_loaded(module, spec) else others).add(name)
        return ours, others


class ImportStatements:
    """Records which bundled modules are imported by code outside of the bundle.

    Loading the bundle may have imported them already, so that no finder hears of the tests' imports.
    """

    def __init__(self, contents):
        self.contents = contents
        self.names = set()
        self.original = builtins.__import__

    def __call__(self, name, globals=None, locals=None, fromlist=(), level=0):
        __tracebackhide__ = True  # pytest leaves this frame out
        result = self.original(name, globals, locals, fromlist, level)
        spec = self.contents.find(name) if level == 0 else None
        importer = (globals or {}).get('__spec__')
        if spec is not None and type(getattr(importer, 'loader', None)) is not type(spec.loader):
            self.names.update([name], (f'{name}.{item}' for item in fromlist or ()))
        return result


def load(path):
    """Imports the bundle; returns its Contents."""
    before = list(sys.meta_path)
    spec = importlib.util.spec_from_file_location(NAME, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[NAME] = module
    spec.loader.exec_module(module)
    return Contents([finder for finder in sys.meta_path if finder not in before])


def run_pytest(suite, arguments):
    try:
        import pytest
    except ModuleNotFoundError:
        return f'there is no pytest for {sys.executable}: install it there, or use UNITTEST'
    status = int(pytest.main(['-p', 'no:cacheprovider', suite] + arguments))
    if status == 5:
        return 'pytest found no tests'
    return f'pytest ended with exit status {status}' if status else None


def run_unittest(suite, arguments):
    import unittest
    # Relative imports between tests need the package that they are in.
    is_package = os.path.exists(os.path.join(suite, '__init__.py'))
    top = os.path.dirname(suite) if is_package else suite
    program = unittest.main(
        module=None, argv=['unittest', 'discover', '-s', suite, '-t', top] + arguments, exit=False)
    if program.result.testsRun == 0:
        return 'unittest found no tests'
    return None if program.result.wasSuccessful() else 'tests failed'


def main():
    runner, bundle, suite = sys.argv[1:4]
    arguments = sys.argv[4:]
    sys.argv[1:] = []
    contents = load(bundle)
    if not contents.finders:
        return 'importing the bundle makes nothing importable: there is nothing that tests could use'
    at_first, _ = contents.loaded()
    statements = ImportStatements(contents)
    builtins.__import__ = statements
    try:
        run = {'pytest': run_pytest, 'unittest': run_unittest}[runner]
        problem = run(suite, arguments)
    finally:
        # A second execution of a bundle may have wrapped it meanwhile.
        if builtins.__import__ is statements:
            builtins.__import__ = statements.original

    problems = [problem] if problem else []
    ours, others = contents.loaded()
    for name in sorted(others):
        origin = getattr(sys.modules[name], '__file__', None) or repr(sys.modules[name])
        problems.append(f'not of the bundle, which holds it: {name} from {origin}')
    used = (ours - at_first) | (statements.names & ours)
    if not used:
        problems.append('the tests imported nothing of the bundle')
    sys.stdout.flush()
    print(f'{len(used)} modules of the bundle were tested: {" ".join(sorted(used))}', flush=True)
    return '\n'.join(problems) or None


if __name__ == '__main__':
    sys.exit(main())
