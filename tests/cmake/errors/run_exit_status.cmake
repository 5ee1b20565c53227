file(WRITE "${CMAKE_CURRENT_SOURCE_DIR}/exits.py" "raise SystemExit(3)\n")
pybundle_add_single_file(bundle ENTRY exits SOURCES exits.py)
pybundle_add_test(NAME runs TARGET bundle)
