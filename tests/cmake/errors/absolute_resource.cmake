pybundle_add_single_file(bundle PACKAGES src/app BASE_DIRS src RESOURCES "${CMAKE_CURRENT_SOURCE_DIR}/notes.txt")
