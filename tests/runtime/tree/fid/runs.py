import sys
NAME, FILE, PACKAGE, SPEC = __name__, __file__, __package__, __spec__
ARGUMENT = sys.argv[0]
