"""Tests of this kind: unit."""
