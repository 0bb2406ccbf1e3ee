"""Tests of this kind: contract."""
