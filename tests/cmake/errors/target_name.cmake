pybundle_add_single_file("my bundle" SOURCES src/app/main.py)
