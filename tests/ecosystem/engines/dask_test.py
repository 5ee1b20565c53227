"""A Dask cluster whose workers get a bundle by Client.upload_file; run by a Python that has Dask."""
import importlib
import os
import sys
import tempfile
import unittest

import dask
import versions
from dask.distributed import Client, LocalCluster


# These go to the workers by value, because they are of the program's main module.

def by_import(value):
    import lib
    return lib.multiply(lib.Number(value)).value, lib.__file__


def under_another_name(value):
    import bundle
    import lib.numbers
    return bundle.multiply(lib.numbers.Number(value)).value


def identities():
    import lib.late
    return id(lib.late), len(sys.meta_path), len(sys.path_hooks)


class DaskTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = os.path.realpath(directory.name)
        self.workers = os.path.join(self.directory, 'workers')
        # The scheduler loads what it distributes, and it is in this process.
        self.addCleanup(setattr, sys, 'meta_path', list(sys.meta_path))
        self.addCleanup(setattr, sys, 'path_hooks', list(sys.path_hooks))
        self.addCleanup(self.forget)
        settings = dask.config.set({'temporary-directory': self.directory})
        settings.__enter__()
        self.addCleanup(settings.__exit__, None, None, None)
        cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=self.workers)
        self.addCleanup(cluster.close)
        self.client = Client(cluster)
        self.addCleanup(self.client.close)

    def forget(self):
        for name in list(sys.modules):
            if name.partition('.')[0] in ('lib', 'bundle'):
                del sys.modules[name]

    def test_functions_run_there_and_objects_come_back(self):
        path = versions.build(self.directory, 'lib', 10)
        self.client.upload_file(path)
        sys.path.insert(0, os.path.dirname(path))
        self.addCleanup(sys.path.remove, os.path.dirname(path))
        lib = importlib.import_module('lib')
        numbers = [lib.Number(each) for each in range(6)]
        results = self.client.gather(self.client.map(lib.multiply, numbers))
        self.assertEqual([each.value for each in results], [0, 10, 20, 30, 40, 50])
        for each in results:
            self.assertIs(type(each), lib.Number)
            self.assertTrue(each.file.startswith(self.workers), each.file)

    def test_a_changed_bundle(self):
        for factor in 10, 99, 10:
            self.client.upload_file(versions.build(self.directory, 'lib', factor))
            self.assertEqual([value for value, _ in self.client.run(by_import, 7).values()], [7 * factor] * 2)

    def test_a_changed_bundle_under_another_name(self):
        for factor in 10, 99, 10:
            self.client.upload_file(versions.build(self.directory, 'bundle', factor))
            self.assertEqual(list(self.client.run(under_another_name, 7).values()), [7 * factor] * 2)

    def test_the_same_bundle_again(self):
        path = versions.build(self.directory, 'lib', 10)
        self.client.upload_file(path)
        before = self.client.run(identities)
        for _ in range(3):
            self.client.upload_file(path)
        self.assertEqual(self.client.run(identities), before)

    def test_workers_that_join_later(self):
        self.client.upload_file(versions.build(self.directory, 'lib', 10))
        self.client.cluster.scale(3)
        self.client.wait_for_workers(3)
        answers = self.client.run(by_import, 2)
        self.assertEqual([value for value, _ in answers.values()], [20] * 3)


if __name__ == '__main__':
    unittest.main()
