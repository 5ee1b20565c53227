pybundle_add_requirements(deps FIND_LINKS .)
