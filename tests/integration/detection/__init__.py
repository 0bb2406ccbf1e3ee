"""Tests of this kind: both tiers together."""
