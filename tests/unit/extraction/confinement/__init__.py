"""Mirrors bot/extraction/confinement."""
