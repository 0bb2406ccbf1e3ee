"""Events between acknowledgement and handling."""
