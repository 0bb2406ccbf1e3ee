"""Tests of this kind: policies."""
