pybundle_add_requirements(deps REQUIREMENTS notes.txt INSTALLER conda)
