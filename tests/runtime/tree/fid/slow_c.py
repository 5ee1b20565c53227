import fid.slow_a
NAME = __name__
TOTAL = sum(i * i for i in range(100000))
