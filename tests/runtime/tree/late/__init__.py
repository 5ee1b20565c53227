raise LookupError("the package fails")
