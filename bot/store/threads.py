"""What was said before a message: in its thread, and by its author just before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, select

from bot.domain.message import Message, PartKind, TextPart
from bot.store.records import Records
from bot.store.rows import ref_of
from bot.store.tables import messages

JUST_BEFORE = timedelta(minutes=10)
_ENOUGH_REVISIONS = 4
_Rows = list[Row[Any]]


def load_context(
    connection: Connection, records: Records, message: Message, limit: int
) -> tuple[TextPart, ...]:
    """Return the newest `limit` texts before the message, oldest first."""
    in_thread = _newest(connection.execute(_IN_THREAD, _asked(message, limit)), limit)
    just_before = {row.id: row for row in said_just_before(connection, message, limit)}
    found = {row.id: row for row in in_thread} | just_before
    rows = sorted(found.values(), key=lambda row: (row.sent_at, row.id))[-limit:] if limit else []
    texts = ((row.id, text) for row in rows if (text := records.open_text(row.text, ref_of(row))))
    return tuple(
        TextPart(f"thread:{number}", text, _kind(just_before=row_id in just_before))
        for number, (row_id, text) in enumerate(texts)
    )


def said_just_before(connection: Connection, message: Message, limit: int) -> _Rows:
    """Return what the author said in the same conversation just before, newest first."""
    return _newest(connection.execute(_BY_AUTHOR, _asked(message, limit)), limit)


def _kind(*, just_before: bool) -> PartKind:
    return PartKind.JUST_BEFORE if just_before else PartKind.THREAD


def _asked(message: Message, limit: int) -> dict[str, Any]:
    return {
        "thread_key": message.thread_key,
        "platform": message.ref.platform.value,
        "tenant": message.ref.tenant,
        "conversation": message.ref.conversation,
        "author_tenant": message.author.tenant,
        "author": message.author.id,
        "message": message.ref.message,
        "sent_at": message.sent_at,
        "just_before": message.sent_at - JUST_BEFORE,
        "most": limit * _ENOUGH_REVISIONS,
    }


def _newest(rows: Iterable[Row[Any]], limit: int) -> _Rows:
    """Return each message in its newest revision."""
    newest: dict[str, Row[Any]] = {}
    for row in rows:
        kept = newest.get(row.message)
        if kept is None or _age(kept) < _age(row):
            newest[row.message] = row
    return list(newest.values())[:limit]


def _age(row: Row[Any]) -> tuple[int, str]:
    return len(row.revision), row.revision


def _before(*conditions: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            messages.c.id,
            messages.c.platform,
            messages.c.tenant,
            messages.c.conversation,
            messages.c.message,
            messages.c.revision,
            messages.c.sent_at,
            messages.c.text,
        )
        .where(
            *conditions,
            messages.c.message != bindparam("message"),
            messages.c.sent_at <= bindparam("sent_at"),
            messages.c.withdrawn_at.is_(None),
            messages.c.text.is_not(None),
        )
        .order_by(messages.c.sent_at.desc(), messages.c.id.desc())
        .limit(bindparam("most"))
    )


# Built once: asked with every message.
_IN_THREAD = _before(messages.c.thread_key == bindparam("thread_key"))
_BY_AUTHOR = _before(
    messages.c.platform == bindparam("platform"),
    messages.c.author_tenant == bindparam("author_tenant"),
    messages.c.author == bindparam("author"),
    messages.c.sent_at >= bindparam("just_before"),
    messages.c.tenant == bindparam("tenant"),
    messages.c.conversation == bindparam("conversation"),
)
