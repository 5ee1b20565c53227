pybundle_add_single_file(bundle SOURCES src/app/main.py HOST script HOST kaggle)
