pybundle_add_single_file(bundle SOURCES src/app/main.py agents/main.py BASE_DIRS src)
