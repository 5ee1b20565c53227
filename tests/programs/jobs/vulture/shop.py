import os


class Basket:
    limit = 3

    def total(self, tax):
        return 1
        print('never')


def forgotten():
    unused = 2
