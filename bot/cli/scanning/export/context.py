"""What was said before a message of an export: in its thread, and by its author just before."""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import datetime, timedelta

from bot.cli.scanning.records import Earlier

_MESSAGES = 6
_JUST_BEFORE = timedelta(minutes=10)
_MOST_KEPT = 2_000  # threads and authors; a long history must not fill the memory

_Said = deque[tuple[datetime, str]]


class Context:
    """Remembers the last words of each thread and author of one conversation."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, _Said] = OrderedDict()

    def before(self, thread: str, author: str, now: datetime) -> tuple[Earlier, ...]:
        """Return the newest texts before it, oldest first."""
        by_author = self._kept.get(_of_author(author), ())
        own = [said for said in by_author if now - said[0] <= _JUST_BEFORE]
        in_thread = self._kept.get(_of_thread(thread), ())
        others = [said for said in in_thread if said not in own]
        newest = sorted(own + others, key=lambda said: said[0])[-_MESSAGES:]
        return tuple(Earlier(said[1], own=said in own) for said in newest)

    def add(self, thread: str, author: str, said: tuple[datetime, str]) -> None:
        """Remember what was said."""
        for key in (_of_thread(thread), _of_author(author)):
            self._kept.setdefault(key, deque(maxlen=_MESSAGES)).append(said)
            self._kept.move_to_end(key)
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)


def _of_thread(thread: str) -> str:
    return f"thread {thread}"


def _of_author(author: str) -> str:
    return f"author {author}"
