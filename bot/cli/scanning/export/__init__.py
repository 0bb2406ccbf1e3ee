"""Reads the zip a Slack workspace exports; nothing of it is ever written to disk."""
