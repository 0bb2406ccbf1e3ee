"""What the embedded queue says to the inbox table."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from bot.queue.inbox import EventStatus, inbox

MOST_CRASHES = 10
CRASHED = f"The process died {MOST_CRASHES} times while handling it."


def add(connection: Connection, row: dict[str, Any]) -> bool:
    """Write an event down unless it is there."""
    statement = insert(inbox).values(row).on_conflict_do_nothing()
    return connection.execute(statement).rowcount == 1


def take(connection: Connection, now: int, limit: int) -> list[Row[Any]]:
    """Mark up to `limit` due events as being handled and return them in order of arrival."""
    due = select(inbox.c.number).where(_is_due(inbox, now), ~_lane_is_taken(now))
    statement = (
        update(inbox)
        .where(inbox.c.number.in_(due.order_by(inbox.c.number).limit(limit)))
        .values(status=EventStatus.HANDLING.value, attempts=inbox.c.attempts + 1, due_at=now)
        .returning(*inbox.c)
    )
    return sorted(connection.execute(statement), key=lambda row: row.number)


def move(connection: Connection, number: int, since: EventStatus, **changes: object) -> bool:
    """Change an event that stands at `since`; False if it does not."""
    statement = update(inbox).where(inbox.c.number == number, inbox.c.status == since.value)
    return connection.execute(statement.values(**changes)).rowcount == 1


def take_back(connection: Connection, now: int) -> int:
    """Hand out again what was being handled; what kills every process is set aside."""
    handling = inbox.c.status == EventStatus.HANDLING.value
    fatal = connection.execute(
        update(inbox)
        .where(handling, inbox.c.crashes + 1 >= MOST_CRASHES)
        .values(status=EventStatus.SET_ASIDE.value, because=CRASHED, due_at=now)
    )
    statement = update(inbox).where(handling)
    again = connection.execute(
        statement.values(status=EventStatus.WAITING.value, crashes=inbox.c.crashes + 1, due_at=now)
    )
    return again.rowcount if fatal.rowcount >= 0 else 0


def forget_done(connection: Connection, before: int) -> None:
    """Dispose of the ids of events that were done before that."""
    done = inbox.c.status == EventStatus.DONE.value
    connection.execute(delete(inbox).where(done, inbox.c.due_at < before))


def open_events() -> Select[int]:
    """Return the query that counts what waits or is being handled."""
    unfinished = inbox.c.status.in_((EventStatus.WAITING.value, EventStatus.HANDLING.value))
    return select(func.count()).select_from(inbox).where(unfinished)


def set_aside_events() -> Select[Any]:
    """Return the query for what was set aside, newest first."""
    aside = inbox.c.status == EventStatus.SET_ASIDE.value
    return select(inbox).where(aside).order_by(inbox.c.due_at.desc(), inbox.c.number.desc())


def _is_due(table: FromClause, now: int) -> ColumnElement[bool]:
    return and_(table.c.status == EventStatus.WAITING.value, table.c.due_at <= now)


def _lane_is_taken(now: int) -> ColumnElement[bool]:
    """Whether an event of the same lane is being handled, or is due and came earlier.

    One that waits for its next attempt is not due, so later ones of its lane pass it.
    """
    other = inbox.alias()
    return and_(
        inbox.c.lane != "",
        exists().where(
            other.c.platform == inbox.c.platform,
            other.c.tenant == inbox.c.tenant,
            other.c.lane == inbox.c.lane,
            or_(
                other.c.status == EventStatus.HANDLING.value,
                and_(_is_due(other, now), other.c.number < inbox.c.number),
            ),
        ),
    )
