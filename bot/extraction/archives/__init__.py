"""Readers of archives: zip, tar, 7z, and single files that are packed."""
