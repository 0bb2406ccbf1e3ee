"""Office documents, of today and of old: their text, what is hidden in it, the files within."""
