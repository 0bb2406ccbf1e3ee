"""Lets whoever asked wait a moment for what the worker makes of an answer."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from bot.teams.cards import Card


class Waiting:
    """Those who wait in this process; another process's worker answers by changing the card."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, list[asyncio.Future[Card]]] = defaultdict(list)

    @contextmanager
    def expecting(self, event: str) -> Iterator[asyncio.Future[Card]]:
        """Expect the card that an event leads to."""
        future: asyncio.Future[Card] = asyncio.get_running_loop().create_future()
        self._waiting[event].append(future)
        try:
            yield future
        finally:
            self._waiting[event].remove(future)
            if not self._waiting[event]:
                del self._waiting[event]

    def show(self, event: str, card: Card) -> None:
        """Give the card to whoever waits for it."""
        for future in self._waiting.get(event, ()):
            if not future.done():
                future.set_result(card)
