pybundle_add_single_file(bundle SOURCES src/app/mian.py)
