pybundle_add_single_file(SOURCES src/app/main.py)
