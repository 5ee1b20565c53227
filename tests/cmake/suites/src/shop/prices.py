PRICES = {'tea': 3, 'milk': 1}


def total(*names):
    return sum(PRICES[name] for name in names)
