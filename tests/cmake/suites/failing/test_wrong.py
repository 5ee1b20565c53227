import unittest

from shop.prices import total


class WrongTest(unittest.TestCase):
    def test_wrong(self):
        self.assertEqual(total('tea'), 4)
