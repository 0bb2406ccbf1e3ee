"""Reads mail, calendars and address cards."""
