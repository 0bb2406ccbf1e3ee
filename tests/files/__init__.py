"""Builds the files that tests look into, as bytes."""
