"""Tests of the Teams room's pure parts."""
