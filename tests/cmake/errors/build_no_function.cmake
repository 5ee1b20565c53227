pybundle_add_single_file(bundle ENTRY nothing SOURCES agents/nothing.py BASE_DIRS agents HOST kaggle)
