"""Prices and what comes of them."""
