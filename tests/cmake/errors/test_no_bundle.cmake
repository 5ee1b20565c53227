add_custom_target(other)
pybundle_add_test(NAME runs TARGET other)
