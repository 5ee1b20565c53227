"""Virtual environments that tests make once: what prepare.py in ecosystem/ and install.py in programs/ have in common."""
import os
import shutil

STAMP = 'stamp.txt'


def read(path):
    with open(path, encoding='utf-8') as stream:
        return stream.read()


def write(path, text):
    with open(path, 'w', encoding='utf-8') as stream:
        stream.write(text)


def interpreter(environment):
    """Return the path of the virtual environment's interpreter."""
    return os.path.join(environment, *(['Scripts', 'python.exe'] if os.name == 'nt' else ['bin', 'python']))


def script(environment, name):
    """Return the path of the program `name` in the virtual environment."""
    return os.path.join(environment, *(['Scripts', name + '.exe'] if os.name == 'nt' else ['bin', name]))


def stamped(directory, stamp):
    """Return whether `directory` was made for `stamp`; if it was not, remove it."""
    path = os.path.join(directory, STAMP)
    if os.path.exists(path) and read(path) == stamp:
        return True
    shutil.rmtree(directory, ignore_errors=True)
    return False
