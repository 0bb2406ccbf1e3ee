"""What authors did lately, kept at hand: rules on rate ask for it with every message."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from bot.domain.activity import Activity
from bot.domain.message import Author, Platform
from bot.store.engine import Database
from bot.store.tables import decisions, messages

_MOST_KEPT = 100_000  # activities of all authors together, some tens of megabytes
_Who = tuple[str, str, str]

_NEW = (
    select(
        decisions.c.id,
        decisions.c.categories,
        messages.c.tenant,
        messages.c.conversation,
        messages.c.message,
        messages.c.sent_at,
        messages.c.mentions,
        messages.c.mentions_everyone,
    )
    .join(messages, messages.c.id == decisions.c.message_id)
    .where(
        decisions.c.platform == bindparam("platform"),
        decisions.c.author_tenant == bindparam("author_tenant"),
        decisions.c.author == bindparam("author"),
        decisions.c.id > bindparam("read_to"),
        messages.c.sent_at >= bindparam("since"),
    )
    .order_by(decisions.c.id)
)


@dataclass(slots=True)
class _Lately:
    """One author's messages since `since`, read up to the decision numbered `read_to`."""

    since: datetime
    read_to: int = 0
    by_message: dict[tuple[str, str, str], Activity] = field(default_factory=dict)


class ActivityLog:
    """Reads only what is new of an author; the numbers of decisions grow, so none is missed."""

    def __init__(self, database: Database, most_kept: int = _MOST_KEPT) -> None:
        self._database = database
        self._most_kept = most_kept
        self._lately: OrderedDict[_Who, _Lately] = OrderedDict()
        self._kept = 0  # messages of all authors, counted along: asked at every message

    async def since(
        self, author: Author, platform: Platform, since: datetime
    ) -> tuple[Activity, ...]:
        """Return what the author did since then, oldest first, one entry for a message."""
        who = (platform.value, author.tenant, author.id)
        lately = self._lately.get(who)
        if lately is None or since < lately.since:
            self._kept -= len(lately.by_message) if lately else 0
            lately = self._lately[who] = _Lately(since)
        new = await self._database.read(lambda connection: _read(connection, who, lately))
        before = len(lately.by_message)
        for row in new:
            _add(lately, row)
        _drop_before(lately, since)
        if self._lately.get(who) is lately:  # else it had to make room while we read
            self._kept += len(lately.by_message) - before
            self._lately.move_to_end(who)
            self._make_room()
        return tuple(sorted(lately.by_message.values(), key=attrgetter("at")))

    def clear(self) -> None:
        """Know nothing any more; the next question reads anew."""
        self._lately.clear()
        self._kept = 0

    def _make_room(self) -> None:
        while self._kept > self._most_kept and len(self._lately) > 1:
            _, oldest = self._lately.popitem(last=False)
            self._kept -= len(oldest.by_message)


def _read(connection: Connection, who: _Who, lately: _Lately) -> list[Row[Any]]:
    platform, tenant, author = who
    asked: dict[str, object] = {
        "platform": platform,
        "author_tenant": tenant,
        "author": author,
    }
    asked |= {"read_to": lately.read_to, "since": lately.since}
    return list(connection.execute(_NEW, asked))


def _add(lately: _Lately, row: Row[Any]) -> None:
    """Add a message; an edit adds to its message what is seen in it, and is no second one."""
    key = (row.tenant, row.conversation, row.message)
    earlier = lately.by_message.get(key)
    seen = Activity(
        at=row.sent_at,
        categories=frozenset(row.categories),
        mentions=row.mentions,
        mentions_everyone=row.mentions_everyone,
    )
    lately.by_message[key] = seen if earlier is None else _merged(earlier, seen)
    lately.read_to = max(lately.read_to, row.id)


def _merged(earlier: Activity, later: Activity) -> Activity:
    return Activity(
        at=earlier.at,
        categories=earlier.categories | later.categories,
        mentions=max(earlier.mentions, later.mentions),
        mentions_everyone=earlier.mentions_everyone or later.mentions_everyone,
    )


def _drop_before(lately: _Lately, since: datetime) -> None:
    old = [key for key, activity in lately.by_message.items() if activity.at < since]
    for key in old:
        del lately.by_message[key]
    lately.since = since
