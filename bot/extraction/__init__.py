"""Attachments to text: what a file really is, and what it says, with the place of each piece."""
