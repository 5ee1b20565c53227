pybundle_add_single_file(bundle ENTRY app.main PACKAGES src/app BASE_DIRS src HOST blender)
pybundle_add_test(NAME runs TARGET bundle)
