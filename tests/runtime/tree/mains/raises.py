raise ValueError("caught?")
