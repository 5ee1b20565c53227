pybundle_add_single_file(bundle PACKAGES src BASE_DIRS src)
