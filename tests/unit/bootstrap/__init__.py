"""Mirrors bot/bootstrap."""
