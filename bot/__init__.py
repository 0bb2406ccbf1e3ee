"""Chatwarden: a written instant-messaging policy, made real in chat."""
