"""Tests of this kind: nlp_models."""
