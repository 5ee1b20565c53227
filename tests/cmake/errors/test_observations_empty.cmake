pybundle_add_single_file(bundle ENTRY main:agent SOURCES agents/main.py BASE_DIRS agents HOST kaggle)
pybundle_add_test(NAME loads TARGET bundle OBSERVATIONS agents/none.json)
