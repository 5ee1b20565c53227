pybundle_add_single_file(bundle SOURCES src/app/main.py OUTPUT_NAME out/main)
