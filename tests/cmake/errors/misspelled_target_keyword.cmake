pybundle_add_single_file(TRAGET bundle SOURCES src/app/main.py)
