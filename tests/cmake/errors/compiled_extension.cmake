pybundle_add_single_file(bundle SOURCES bad/native.so)
