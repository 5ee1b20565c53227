pybundle_add_single_file(bundle TARGET other SOURCES src/app/main.py)
