set(PYBUNDLE_EXECUTABLE "${CMAKE_CURRENT_SOURCE_DIR}/no-tool")
add_subdirectory("${PYBUNDLE_SOURCE_DIR}" pybundle)
