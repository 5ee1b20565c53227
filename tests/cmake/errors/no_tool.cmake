# The functions are seen everywhere, but an imported target only below the directory that asked for it.
pybundle_add_single_file(bundle SOURCES src/app/main.py)
