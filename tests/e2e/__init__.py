"""Tests of this kind: e2e."""
