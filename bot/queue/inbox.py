"""The inbox table: events between their receipt and the end of their handling."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

METADATA = MetaData()


class EventStatus(StrEnum):
    """Where an event stands."""

    WAITING = "waiting"
    HANDLING = "handling"
    DONE = "done"  # only its id is left, so that it is known when it comes again
    SET_ASIDE = "set_aside"


# Spelled out, not bound: the planner takes a partial index only for the very words it was made of.
IS_DONE = text("status = 'done'")
IS_OPEN = text("status <> 'done'")

# Moments are microseconds since 1970. `due_at` is when a waiting event may be handed out, and
# when any other came to where it stands. `crashes` counts the processes that died with it.
inbox = Table(
    "inbox",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("platform", String, nullable=False),
    Column("tenant", String, nullable=False),
    Column("event", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("lane", String, nullable=False),
    Column("body", LargeBinary),
    Column("received_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("status", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("crashes", Integer, nullable=False),
    Column("because", String, nullable=False),
    UniqueConstraint("platform", "tenant", "event"),
    Index("inbox_open", "status", "number", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    Index("inbox_by_lane", "platform", "tenant", "lane", "status", "number"),
    Index("inbox_done", "due_at", sqlite_where=IS_DONE, postgresql_where=IS_DONE),
    sqlite_autoincrement=True,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime) -> int:
    """Return the moment as the table keeps it."""
    return (moment - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """Return what `to_micros` was given."""
    return _EPOCH + micros * _MICROSECOND
