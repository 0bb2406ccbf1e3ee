"""Tests of how passwords are called and look."""
