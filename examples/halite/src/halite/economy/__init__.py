"""What things are worth, in halite per turn."""
