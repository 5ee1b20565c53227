print(__name__, __package__, __file__.rpartition("/")[2], __spec__.parent)
