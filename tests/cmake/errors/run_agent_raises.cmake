pybundle_add_single_file(bundle ENTRY raising:agent SOURCES agents/raising.py BASE_DIRS agents HOST kaggle)
pybundle_add_test(NAME loads TARGET bundle OBSERVATIONS agents/one.json)
