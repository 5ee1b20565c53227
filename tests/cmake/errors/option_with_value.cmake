pybundle_add_single_file(bundle PACKAGES src/app BASE_DIRS src EXTRACT_RESOURCES ON)
