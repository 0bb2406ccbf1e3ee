"""Tells every open page what changed, so that it can be pushed there at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What may change in the chat."""

    POST = "post"
    ADMIN = "admin"
    POLICIES = "policies"
    SCRIPT = "script"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Change:
    """Something changed; `id` names which one where there are several."""

    what: What
    id: str = ""


class Follower:
    """One open page. Waiting changes are a set: a slow page skips to how things stand."""

    def __init__(self) -> None:
        self._waiting: dict[Change, None] = {}
        self._wake = asyncio.Event()
        self.closed = False

    def tell(self, change: Change) -> None:
        """Note a change for this page."""
        self._waiting[change] = None
        self._wake.set()

    def close(self) -> None:
        """End the following."""
        self.closed = True
        self._wake.set()

    async def changes(self, at_most: float) -> tuple[Change, ...]:
        """Return what changed since the last call; wait for it at most that many seconds."""
        try:
            async with asyncio.timeout(at_most):
                await self._wake.wait()
        except TimeoutError:
            return ()
        self._wake.clear()
        changed, self._waiting = tuple(self._waiting), {}
        return changed


class Feed:
    """All open pages."""

    def __init__(self) -> None:
        self._followers: set[Follower] = set()
        self._is_closed = False

    def publish(self, what: What, identity: str = "") -> None:
        """Tell every page about a change."""
        for follower in self._followers:
            follower.tell(Change(what, identity))

    @contextmanager
    def follow(self) -> Iterator[Follower]:
        """Follow the changes while the block runs."""
        follower = Follower()
        if self._is_closed:  # a page that connects again while the server goes down
            follower.close()
        self._followers.add(follower)
        try:
            yield follower
        finally:
            self._followers.discard(follower)

    def close(self) -> None:
        """End all open streams; a server that shuts down would wait for them for ever."""
        self._is_closed = True
        for follower in tuple(self._followers):
            follower.close()
