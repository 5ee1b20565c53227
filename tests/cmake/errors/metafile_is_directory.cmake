file(MAKE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/taken")
pybundle_add_single_file(bundle ENTRY app.main PACKAGES src/app BASE_DIRS src METAFILE taken)
