pybundle_add_single_file(bundle ENTRY main SOURCES agents/main.py src/app/main.py BASE_DIRS agents src/app)
