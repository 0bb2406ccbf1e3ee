"""Unit tests of the local chat."""
