"""Tests of bot.extraction.pages."""
