"""Imports the bundle: under its own name, and as what it contains."""
import os
import pickle
import shutil
import sys
import tempfile

path = sys.argv[1]
with tempfile.TemporaryDirectory() as directory:
    for name in "bundle", "shapes":
        shutil.copy(path, os.path.join(directory, name + ".py"))
    sys.dont_write_bytecode = True
    sys.path.insert(0, directory)
    import shapes.areas

    square = pickle.loads(pickle.dumps(shapes.Square(3)))
    print(shapes.__name__, shapes.__doc__, shapes.area(square), shapes.area.__annotations__)
    print(shapes.areas.__doc__, [os.path.relpath(each, directory).replace(os.sep, "/") for each in shapes.__path__])

    import bundle

    print(bundle.__name__, bundle.__doc__, bundle.__all__, bundle.Square is shapes.Square)
