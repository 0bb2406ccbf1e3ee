"""Tests of the second ways to read a text."""
