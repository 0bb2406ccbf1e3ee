"""Tests of this kind: the road of a message."""
