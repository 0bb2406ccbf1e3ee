"""The console over real HTTP and the real store."""
