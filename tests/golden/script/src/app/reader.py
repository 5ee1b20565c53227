import pkgutil


def read(name):
    return pkgutil.get_data(__package__, 'data/' + name).decode()
