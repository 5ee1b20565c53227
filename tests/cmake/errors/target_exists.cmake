add_custom_target(bundle)
pybundle_add_single_file(bundle SOURCES src/app/main.py)
