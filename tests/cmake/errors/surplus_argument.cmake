pybundle_add_single_file(bundle ENTRY app.main app.part)
