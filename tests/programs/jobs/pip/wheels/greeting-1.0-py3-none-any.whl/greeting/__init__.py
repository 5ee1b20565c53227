"""A package to install."""


def main():
    print("hello")
