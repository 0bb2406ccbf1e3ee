"""Tests of this kind: house."""
