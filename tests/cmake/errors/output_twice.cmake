pybundle_add_single_file(bundle SOURCES src/app/main.py OUTPUT a.py OUTPUT_NAME b)
