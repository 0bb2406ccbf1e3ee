"""Small reads and writes that several stores share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, func, select, update

from bot.domain.message import MessageRef, Platform
from bot.errors import UnknownMessage
from bot.store.columns import insert_new
from bot.store.tables import cases, counters, messages

CASES_CHANGED = "cases changed"

# Statements asked with every message are built once.
_ID = select(messages.c.id).where(messages.c.key == bindparam("key"))
_HAS_CASE = select(cases.c.id).where(cases.c.thread_key == bindparam("thread_key"))


def ref_of(row: Row[Any]) -> MessageRef:
    """Return the reference that a row of messages stands for."""
    return MessageRef(
        platform=Platform(row.platform),
        tenant=row.tenant,
        conversation=row.conversation,
        message=row.message,
        revision=row.revision,
    )


def is_message(ref: MessageRef) -> ColumnElement[bool]:
    """Return the condition that a row is a revision of that message."""
    return and_(
        messages.c.platform == ref.platform.value,
        messages.c.tenant == ref.tenant,
        messages.c.conversation == ref.conversation,
        messages.c.message == ref.message,
    )


def newest_revision() -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Return the order that puts the newest revision first.

    Platforms count up or name the time of the edit: a newer one is longer, or as long and
    greater. The order of arrival would be wrong for an event that came late.
    """
    return func.length(messages.c.revision).desc(), messages.c.revision.desc()


def id_of(connection: Connection, ref: MessageRef) -> int:
    """Return the row number of a revision; raises UnknownMessage."""
    number = connection.scalar(_ID, {"key": ref.key})
    if number is None:
        raise UnknownMessage
    return int(number)


def announce(connection: Connection) -> None:
    """Let the pages that follow the cases know that something changed."""
    step = update(counters).where(counters.c.name == CASES_CHANGED)
    if not connection.execute(step.values(value=counters.c.value + 1)).rowcount:
        insert_new(connection, counters, {"name": CASES_CHANGED, "value": 1})


def announce_thread(connection: Connection, thread_key: str) -> None:
    """Do so if the thread has a case."""
    if connection.scalar(_HAS_CASE, {"thread_key": thread_key}):
        announce(connection)


def touch_case(connection: Connection, thread_key: str, now: datetime) -> None:
    """Move the thread's case, if it has one, to its next version."""
    step = update(cases).where(cases.c.thread_key == thread_key)
    if connection.execute(step.values(version=cases.c.version + 1, updated_at=now)).rowcount:
        announce(connection)
