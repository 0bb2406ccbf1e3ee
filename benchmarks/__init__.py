"""What the figures of the README come from; each module is one command."""
