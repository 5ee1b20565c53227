pybundle_add_single_file(bundle BASE_DIRS src)
