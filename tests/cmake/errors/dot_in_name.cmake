pybundle_add_single_file(bundle SOURCES src/app/main.py bad/a.b.py)
