"""Mirrors bot/extraction, with real processes."""
