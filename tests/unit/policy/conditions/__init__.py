"""Tests of bot/policy/conditions."""
