from shop import prices


def main(observation=None, configuration=None):
    print(prices.total('tea', 'milk'))
