pybundle_add_single_file(TARGET bundle SORCES src/app/main.py)
