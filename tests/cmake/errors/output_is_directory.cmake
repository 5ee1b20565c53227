pybundle_add_single_file(bundle SOURCES src/app/main.py OUTPUT "${CMAKE_CURRENT_SOURCE_DIR}/src")
