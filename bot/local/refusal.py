"""What the chat refuses, with the HTTP status it is answered with."""

from __future__ import annotations

from bot.errors import ChatwardenError


class Refused(ChatwardenError):
    """The chat refuses that."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words
