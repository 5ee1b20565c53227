pybundle_add_single_file(bundle SOURCES src/__init__.py BASE_DIRS src)
