import unittest

from stockroom import report


class ReportTest(unittest.TestCase):
    def test_the_most_valuable_comes_first(self):
        items = [{'item': 'a', 'pieces': '1', 'price': '2'}, {'item': 'b', 'pieces': '3', 'price': '4'}]
        self.assertEqual(
            ['item  pieces  price  value', 'b          3      4     12', 'a          1      2      2',
             '                        14'],
            list(report.lines(items)))

    def test_nothing(self):
        self.assertEqual(2, len(list(report.lines([]))))
