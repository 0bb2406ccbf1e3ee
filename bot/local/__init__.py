"""The local chat: the same road without an account."""
