pybundle_add_requirements(deps REQUIREMENTS notes.txt NO_INDEX)
