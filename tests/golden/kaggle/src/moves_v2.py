MOVES = ["N", "E", "S", "W"]
