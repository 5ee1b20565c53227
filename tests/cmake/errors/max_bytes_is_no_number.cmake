pybundle_add_single_file(bundle SOURCES src/app/main.py MAX_BYTES 64k)
