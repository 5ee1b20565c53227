"""Spark's Python workers get a bundle by addPyFile; run by a Python that has PySpark, where there is a Java."""
import importlib
import os
import shutil
import sys
import tempfile
import unittest

import versions


class SparkTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from pyspark.sql import SparkSession
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.directory = os.path.realpath(directory.name)
        os.environ.update(PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP='127.0.0.1')
        session = (SparkSession.builder.master('local[2]').config('spark.ui.enabled', 'false')
                   .config('spark.local.dir', cls.directory).config('spark.sql.warehouse.dir', cls.directory)
                   .config('spark.driver.bindAddress', '127.0.0.1').getOrCreate())
        cls.addClassCleanup(session.stop)
        cls.session = session
        path = versions.build(cls.directory, 'lib', 10)
        session.sparkContext.addPyFile(path)
        cls.lib = importlib.import_module('lib')

    def test_functions_run_there_and_objects_come_back(self):
        numbers = self.session.sparkContext.parallelize([self.lib.Number(each) for each in range(6)], 2)
        results = numbers.map(self.lib.multiply).collect()
        self.assertEqual([each.value for each in results], [0, 10, 20, 30, 40, 50])
        for each in results:
            self.assertIs(type(each), self.lib.Number)
            self.assertIn('userFiles', each.file)  # where Spark puts what it is given
        processes = numbers.map(lambda number: (type(number).__module__, os.getpid())).collect()
        self.assertEqual({module for module, _ in processes}, {'lib.numbers'})
        self.assertNotIn(os.getpid(), [process for _, process in processes])

    def test_a_function_of_a_column(self):
        from pyspark.sql.functions import udf
        lib = self.lib
        multiplied = udf(lambda value: lib.multiply(lib.Number(value)).value, 'long')
        rows = self.session.range(4).select(multiplied('id').alias('value')).collect()
        self.assertEqual(sorted(row.value for row in rows), [0, 10, 20, 30])


if __name__ == '__main__':
    if shutil.which('java') is None and 'JAVA_HOME' not in os.environ:
        print('SKIPPED: there is no Java, which Spark needs')
        sys.exit(77)
    unittest.main()
