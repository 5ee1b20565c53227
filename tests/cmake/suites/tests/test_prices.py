import os
import subprocess
import sys
import unittest

from shop import prices

from .shared import DATA


class PricesTest(unittest.TestCase):
    def test_total(self):
        with open(os.path.join(DATA, 'order.txt')) as file:
            self.assertEqual(prices.total(file.read().strip()), 3)

    def test_of_the_bundle(self):
        bundle = os.environ['PYBUNDLE_TEST_BUNDLE']
        self.assertEqual(os.path.dirname(os.path.dirname(prices.__file__)), bundle)
        with self.assertRaises(ModuleNotFoundError):
            import shop.left_out

    def test_program(self):
        bundle = os.environ['PYBUNDLE_TEST_BUNDLE']
        if os.path.basename(bundle) == 'shop.py':
            self.assertEqual(subprocess.check_output([sys.executable, bundle]).split(), [b'4'])
