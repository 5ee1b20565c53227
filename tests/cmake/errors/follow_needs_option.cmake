pybundle_add_single_file(bundle ENTRY app.main PACKAGES src/app BASE_DIRS src EXCLUDE app.part)
