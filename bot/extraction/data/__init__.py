"""Readers of files that hold text and data: text, tables, JSON, mark-up, notebooks, databases."""
