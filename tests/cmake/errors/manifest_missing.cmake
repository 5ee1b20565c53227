pybundle_add_single_file(bundle MANIFEST manifest.json)
