import pickle
import unittest

import units
from units.quantity import Quantity


class UnitsTest(unittest.TestCase):
    def test_conversion(self):
        self.assertEqual('1.60934 km', str(units.parse('1 mi').to('km')))
        self.assertEqual(units.parse('2 kg'), Quantity(2000, 'g'))

    def test_errors(self):
        for text in ('', '3', '3 parsec', 'km'):
            with self.assertRaises(units.UnitError):
                units.parse(text)
        with self.assertRaisesRegex(units.UnitError, 'km is a length, kg a mass'):
            units.parse('1 km').to('kg')

    def test_names_are_the_packages(self):
        self.assertEqual('units.quantity', Quantity.__module__)
        self.assertEqual(Quantity(1, 'm'), pickle.loads(pickle.dumps(Quantity(1, 'm'))))
