"""What `chatwarden scan` is made of: reading inputs, looking at them, telling what was found."""
