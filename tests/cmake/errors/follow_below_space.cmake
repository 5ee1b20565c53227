file(WRITE "${CMAKE_CURRENT_SOURCE_DIR}/part/CMakeLists.txt" [[
pybundle_add_single_file(bundle ENTRY ../src/app/main.py BASE_DIRS ../src FOLLOW_IMPORTS)
]])
add_subdirectory(part "a part")
