import unittest


class OutsiderTest(unittest.TestCase):
    def test_arithmetic(self):
        self.assertEqual(1 + 1, 2)
