pybundle_add_single_file(bundle ENTRY app.main PACKAGES src/app BASE_DIRS src)
pybundle_add_test(NAME tests TARGET bundle PYTEST src UNITTEST src)
