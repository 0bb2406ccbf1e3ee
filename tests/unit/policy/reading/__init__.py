"""Tests of bot/policy/reading."""
