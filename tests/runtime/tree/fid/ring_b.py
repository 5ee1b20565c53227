import fid.ring_a as A
A_NAME = A.__name__
