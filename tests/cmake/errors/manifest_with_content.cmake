pybundle_add_single_file(bundle MANIFEST unknown_key.json SOURCES src/app/main.py)
