"""Who does what, and how the ships get there."""
