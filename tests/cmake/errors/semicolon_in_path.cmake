file(MAKE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}/a;b")
file(TOUCH "${CMAKE_CURRENT_SOURCE_DIR}/a;b/main.py")
pybundle_add_single_file(bundle SOURCES "a;b/main.py")
