"""The console's views, words and guards."""
