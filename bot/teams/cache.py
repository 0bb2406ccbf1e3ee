"""Facts that are remembered for a while, up to a number of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot.ports import Clock

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class TimedCache(Generic[K, V]):
    """Keeps a value until it is too old or too many came after it."""

    def __init__(self, clock: Clock, keep: timedelta, limit: int = 10_000) -> None:
        self._clock = clock
        self._keep = keep
        self._limit = limit
        self._kept: OrderedDict[K, tuple[datetime, V]] = OrderedDict()

    def get(self, key: K) -> V | None:
        """Return the value if it is still fresh."""
        found = self._kept.get(key)
        if found is None:
            return None
        until, value = found
        if self._clock.now() >= until:
            del self._kept[key]
            return None
        return value

    def put(self, key: K, value: V, keep: timedelta | None = None) -> V:
        """Keep the value and return it."""
        self._kept[key] = (self._clock.now() + (keep or self._keep), value)
        self._kept.move_to_end(key)
        while len(self._kept) > self._limit:
            self._kept.popitem(last=False)
        return value

    def drop(self, belongs: Callable[[K], bool]) -> None:
        """Forget every value whose key belongs."""
        for key in [key for key in self._kept if belongs(key)]:
            del self._kept[key]
