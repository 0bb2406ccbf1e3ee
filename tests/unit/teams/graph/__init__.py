"""Tests of the pure parts of the Graph tier."""
