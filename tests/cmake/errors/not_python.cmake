pybundle_add_single_file(bundle SOURCES notes.txt)
