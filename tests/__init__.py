"""Tests: a sentence for a name; arrange, act, assert."""
