pybundle_add_single_file(TARGET bundle SOURCES src/app/main.py BASE_DIR src)
