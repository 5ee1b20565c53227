file(WRITE "${CMAKE_CURRENT_SOURCE_DIR}/bad.json" [[
{"pybundle": 1,
 "packages": ["app"}
]])
pybundle_add_single_file(bundle MANIFEST bad.json)
