WHERE = "only in the source tree"
