"""Packaging recipes and the first-run bootstrap."""
