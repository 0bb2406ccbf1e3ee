"""When flagged messages went in, and how long each warning took to come out."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

PEOPLE = 400
CHANNELS = 40


@dataclass
class Watched:
    """When each person's flagged messages went in, and how long each took to come out."""

    waiting: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    took: list[float] = field(default_factory=list)

    def sent(self, direct: str, at: float) -> None:
        """Note that a warning is due in that direct conversation."""
        self.waiting[direct].append(at)

    def arrived(self, direct: str, at: float) -> None:
        """Note that a warning reached the person behind that direct conversation."""
        if self.waiting[direct]:
            self.took.append(at - self.waiting[direct].popleft())

    @property
    def missing(self) -> int:
        """How many warnings have not arrived."""
        return sum(len(times) for times in self.waiting.values())


class Road(Protocol):
    """A platform's two ends; times are those of `time.perf_counter`."""

    watched: Watched

    def settings(self, folder: str) -> Mapping[str, str]:
        """Return the environment of a bot on it."""

    async def open(self, origin: str) -> None:
        """Prepare to speak to the bot at that address."""

    async def say(self, person: int, channel: int, text: str) -> int:
        """Let somebody write; return the status the bot answered with."""

    def direct(self, person: int) -> str:
        """Return the conversation in which that person is warned."""

    async def close(self) -> None:
        """Speak no more."""

    def stop(self) -> None:
        """End the stand-in."""
