pybundle_add_single_file(bundle PACKAGES src RESOURCES "$<1:notes.txt>" BASE_DIRS .)
