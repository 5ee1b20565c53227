pybundle_add_single_file(bundle ENTRY no_json:agent SOURCES agents/no_json.py BASE_DIRS agents HOST kaggle)
pybundle_add_test(NAME loads TARGET bundle OBSERVATIONS agents/one.json)
