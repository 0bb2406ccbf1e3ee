"""Tests of what the scan is made of."""
