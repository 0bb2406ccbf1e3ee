"""Attachments to text."""
