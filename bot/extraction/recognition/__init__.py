"""What a file is, by its first and last bytes, and what is odd about its outside."""
