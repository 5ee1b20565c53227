pybundle_add_requirements(deps REQUIREMENTS nowhere.txt)
