"""Tests of reading text and data."""
