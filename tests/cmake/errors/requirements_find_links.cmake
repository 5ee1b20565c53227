pybundle_add_requirements(deps REQUIREMENTS notes.txt FIND_LINKS wheels)
