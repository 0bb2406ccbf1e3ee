"""Tests of what Graph adds, against the stand-in Teams."""
