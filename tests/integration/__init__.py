"""Tests of this kind: integration."""
