"""Tests of bot.extraction.mail."""
