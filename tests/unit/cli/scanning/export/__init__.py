"""Tests of reading a Slack export."""
