"""The program's package."""
