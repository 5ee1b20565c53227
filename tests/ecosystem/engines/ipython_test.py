"""A bundle in cells of IPython, of which Jupyter's kernel is made; run by a Python that has IPython."""
import contextlib
import io
import os
import sys
import tempfile
import unittest

import versions
from bundles import build
from IPython.core.interactiveshell import InteractiveShell
from test_conflict import write


class IPythonTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = os.path.realpath(directory.name)
        self.shell = InteractiveShell.instance()
        self.addCleanup(InteractiveShell.clear_instance)
        self.addCleanup(self.shell.history_manager.end_session)
        self.addCleanup(setattr, sys, 'meta_path', list(sys.meta_path))
        self.addCleanup(setattr, sys, 'path_hooks', list(sys.path_hooks))
        self.modules = set(sys.modules)
        self.addCleanup(lambda: [sys.modules.pop(name) for name in set(sys.modules) - self.modules if name[:3] == 'lib'])

    def run_cell(self, text):
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            result = self.shell.run_cell(text)
        result.raise_error()
        return output.getvalue()

    def program(self, number, **more):
        tree = os.path.join(self.directory, 'tree%d' % number)
        write(tree, libtool__='', libtool__main='''
            from . import numbers
            from libtool.numbers import COUNT
            COUNT.append(0)
            print(numbers.NUMBER, len(COUNT), __name__)
            def again():
                from libtool import late
                return late.NUMBER
            ''', libtool__numbers='NUMBER = %d; COUNT = []' % number, libtool__late='NUMBER = %d' % number)
        path = os.path.join(self.directory, 'program%d.py' % number)
        build(tree, 'libtool.main', path, **more)
        return path

    def test_a_cell_that_is_run_twice(self):
        with open(self.program(1), encoding='utf-8') as file:
            text = file.read()
        finders = len(sys.meta_path)
        self.assertEqual(self.run_cell(text), '1 1 __main__\n')
        self.assertEqual(self.run_cell(text), '1 2 __main__\n')  # as a cell of imports that is run twice
        self.assertEqual(self.run_cell('print(again(), len(COUNT), "_pybundle" in globals())'), '1 2 False\n')
        self.assertEqual(len(sys.meta_path), finders + 1)

    def test_a_cell_that_has_changed(self):
        for number, more in (1, {}), (2, {}), (1, {'isolate': 'auto'}), (2, {'isolate': 'auto'}):
            with open(self.program(number, **more), encoding='utf-8') as file:
                self.assertEqual(self.run_cell(file.read()), '%d 1 __main__\n' % number)
            self.assertEqual(self.run_cell('print(again())'), '%d\n' % number)

    def test_the_magic_run(self):
        path = self.program(1)
        self.assertEqual(self.run_cell('%run ' + path), '1 1 __main__\n')
        self.assertEqual(self.run_cell('%run ' + path), '1 2 __main__\n')

    def test_a_library_that_is_imported_and_reloaded(self):
        old, new = versions.build(self.directory, 'lib', 10), versions.build(self.directory, 'lib', 99)
        sys.path.insert(0, os.path.dirname(old))
        self.addCleanup(sys.path.remove, os.path.dirname(old))
        self.assertEqual(self.run_cell('import lib, importlib; print(lib.multiply(lib.Number(2)).value)'), '20\n')
        os.replace(new, old)
        said = self.run_cell('importlib.invalidate_caches(); importlib.reload(lib); print(lib.multiply(lib.Number(2)).value)')
        self.assertEqual(said, '198\n')


if __name__ == '__main__':
    unittest.main()
