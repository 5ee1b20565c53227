import fid.slow_c
NAME = __name__
TOTAL = sum(i * i for i in range(100000))
