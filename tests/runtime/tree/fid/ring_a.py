from . import ring_b as B
A_NAME = __name__
