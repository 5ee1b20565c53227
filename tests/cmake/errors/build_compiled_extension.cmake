pybundle_add_single_file(bundle PACKAGES bad/package BASE_DIRS bad ENTRY package)
