pybundle_add_single_file(bundle SOURCES $<1:src/app/main.py>)
