file(WRITE "${CMAKE_CURRENT_SOURCE_DIR}/no-python" "#!/bin/sh\necho 'no Python here' >&2\nexit 3\n")
file(CHMOD "${CMAKE_CURRENT_SOURCE_DIR}/no-python" PERMISSIONS OWNER_READ OWNER_EXECUTE)
pybundle_add_single_file(bundle ENTRY app.main PACKAGES src/app BASE_DIRS src)
pybundle_add_test(NAME runs TARGET bundle PYTHON "${CMAKE_CURRENT_SOURCE_DIR}/no-python")
