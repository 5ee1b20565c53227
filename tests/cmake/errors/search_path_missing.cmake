pybundle_add_single_file(bundle ENTRY src/app/main.py FOLLOW_IMPORTS SEARCH_PATHS vendor)
