"""Tests of bot.extraction.office."""
