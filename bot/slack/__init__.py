"""Slack: events in, warnings out."""
