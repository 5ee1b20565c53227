"""Where the parts of PyBundle are that this package installs: the tool and the CMake package."""
import os

_HERE = os.path.dirname(os.path.abspath(__file__))


def tool():
    """Absolute path of the program `pybundle`."""
    return os.path.join(_HERE, 'bin', 'pybundle.exe' if os.name == 'nt' else 'pybundle')


def cmake_dir():
    """Absolute path of the CMake package: the value for -DPyBundle_DIR."""
    return os.path.join(_HERE, 'share', 'cmake', 'PyBundle')
