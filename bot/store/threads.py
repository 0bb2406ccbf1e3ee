"""What was said before a message: in its thread, and by its author just before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, select

from bot.domain.message import Message, MessageRef, PartKind, TextPart
from bot.store.records import Records
from bot.store.rows import newest_revision, ref_of
from bot.store.tables import messages

JUST_BEFORE = timedelta(minutes=10)
_ENOUGH_REVISIONS = 4


def load_context(
    connection: Connection, records: Records, message: Message, limit: int
) -> tuple[TextPart, ...]:
    """Return the newest `limit` texts before the message, oldest first."""
    in_thread = messages.c.thread_key == message.thread_key
    found = {
        row.id: row
        for condition in (in_thread, by_author_before(message))
        for row in before(connection, message, condition, limit)
    }
    rows = sorted(found.values(), key=lambda row: (row.sent_at, row.id))[-limit:] if limit else []
    texts = (text for row in rows if (text := records.open_text(row.text, ref_of(row))))
    return tuple(
        TextPart(f"thread:{number}", text, PartKind.THREAD) for number, text in enumerate(texts)
    )


def by_author_before(message: Message) -> ColumnElement[bool]:
    """Return the condition that the author said it in the same conversation just before."""
    return and_(
        messages.c.platform == message.ref.platform.value,
        messages.c.author_tenant == message.author.tenant,
        messages.c.author == message.author.id,
        messages.c.sent_at >= message.sent_at - JUST_BEFORE,
        messages.c.tenant == message.ref.tenant,
        messages.c.conversation == message.ref.conversation,
    )


def before(
    connection: Connection, message: Message, condition: ColumnElement[bool], limit: int
) -> list[Row[Any]]:
    """Return other messages sent before, newest first, each in its newest revision."""
    query = (
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
            condition,
            messages.c.message != message.ref.message,
            messages.c.sent_at <= message.sent_at,
            messages.c.withdrawn_at.is_(None),
            messages.c.text.is_not(None),
        )
        .order_by(messages.c.sent_at.desc(), *newest_revision(), messages.c.id.desc())
        .limit(limit * _ENOUGH_REVISIONS)
    )
    newest: dict[str, Row[Any]] = {}
    rows: Iterable[Row[Any]] = connection.execute(query)
    for row in rows:
        kept = newest.get(row.message)
        if kept is None or _age(ref_of(kept)) < _age(ref_of(row)):
            newest[row.message] = row
    return list(newest.values())[:limit]


def _age(ref: MessageRef) -> tuple[int, str]:
    return len(ref.revision), ref.revision
