pybundle_add_single_file(bundle ENTRY main:agent SOURCES agents/main.py BASE_DIRS agents HOST kaggle)
# A step after the build that spoils what it made.
file(WRITE "${CMAKE_CURRENT_SOURCE_DIR}/spoil.cmake" "file(APPEND \"\${FILE}\" \"def helper(): pass\\n\")")
add_custom_target(spoil ALL
  COMMAND "${CMAKE_COMMAND}" "-DFILE=$<TARGET_PROPERTY:bundle,PYBUNDLE_OUTPUT>" -P "${CMAKE_CURRENT_SOURCE_DIR}/spoil.cmake"
  DEPENDS bundle
  VERBATIM)
pybundle_add_test(NAME loads TARGET bundle OBSERVATIONS agents/one.json)
