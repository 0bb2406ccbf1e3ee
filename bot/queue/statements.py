"""What the embedded queue says to the inbox table."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    Update,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from bot.domain.message import Platform
from bot.queue.inbox import IS_DONE, IS_OPEN, EventStatus, inbox

MOST_CRASHES = 10
# What another version wrote down waits for that version, and holds up nothing here.
_OF_A_KNOWN_PLATFORM = inbox.c.platform.in_([platform.value for platform in Platform])
CRASHED = f"The process died {MOST_CRASHES} times while handling it."


def add(connection: Connection, row: dict[str, Any]) -> bool:
    """Write an event down unless it is there."""
    return connection.execute(_ADD, row).rowcount == 1


def take(connection: Connection, now: int, limit: int) -> list[Row[Any]]:
    """Mark up to `limit` due events as being handled and return them in order of arrival."""
    taken = connection.execute(_TAKE, {"now": now, "most": limit})
    return sorted(taken, key=lambda row: row.number)


def move(connection: Connection, number: int, since: EventStatus, **changes: object) -> bool:
    """Change an event that stands at `since`; False if it does not."""
    asked = {"of": number, "since": since.value} | changes
    return connection.execute(_move(tuple(sorted(changes))), asked).rowcount == 1


def take_back(connection: Connection, now: int) -> int:
    """Hand out again what was being handled; what kills every process is set aside."""
    handling = and_(IS_OPEN, inbox.c.status == EventStatus.HANDLING.value)
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
    connection.execute(delete(inbox).where(IS_DONE, inbox.c.due_at < before))


def open_events() -> Select[int]:
    """Return the query that counts what waits or is being handled."""
    unfinished = inbox.c.status.in_((EventStatus.WAITING.value, EventStatus.HANDLING.value))
    return select(func.count()).select_from(inbox).where(IS_OPEN, unfinished)


def set_aside_events() -> Select[Any]:
    """Return the query for what was set aside, newest first."""
    unsealed = [column for column in inbox.c if column is not inbox.c.body]
    newest_first = (inbox.c.due_at.desc(), inbox.c.number.desc())
    return select(*unsealed).where(IS_OPEN, _is_set_aside()).order_by(*newest_first)


def count_set_aside() -> Select[int]:
    """Return the query that counts what was set aside."""
    return select(func.count()).select_from(inbox).where(IS_OPEN, _is_set_aside())


def _is_set_aside() -> ColumnElement[bool]:
    return and_(_OF_A_KNOWN_PLATFORM, inbox.c.status == EventStatus.SET_ASIDE.value)


@lru_cache
def _move(names: tuple[str, ...]) -> Update:
    here = and_(inbox.c.number == bindparam("of"), inbox.c.status == bindparam("since"))
    return update(inbox).where(here).values({name: bindparam(name) for name in names})


def _is_due(table: FromClause) -> ColumnElement[bool]:
    return and_(table.c.status == EventStatus.WAITING.value, table.c.due_at <= bindparam("now"))


def _lane_is_taken() -> ColumnElement[bool]:
    """Whether an event of the same lane is being handled, or is due and came earlier.

    One that waits for its next attempt is not due, so later ones of its lane pass it.
    """
    other = inbox.alias()
    of_lane = and_(
        other.c.platform == inbox.c.platform,
        other.c.tenant == inbox.c.tenant,
        other.c.lane == inbox.c.lane,
    )
    # Two questions, each answered by the index at once; as one with OR they would read the lane.
    in_hand = exists().where(of_lane, other.c.status == EventStatus.HANDLING.value)
    earlier = exists().where(of_lane, _is_due(other), other.c.number < inbox.c.number)
    return and_(inbox.c.lane != "", or_(in_hand, earlier))


# Statements that every event needs are built once: building one costs more than running it.
_ADD = insert(inbox).on_conflict_do_nothing()
_DUE = (
    select(inbox.c.number)
    .where(IS_OPEN, _OF_A_KNOWN_PLATFORM, _is_due(inbox), ~_lane_is_taken())
    .order_by(inbox.c.number)
    .limit(bindparam("most"))
)
_TAKE = (
    update(inbox)
    .where(inbox.c.number.in_(_DUE))
    .values(
        status=EventStatus.HANDLING.value,
        attempts=inbox.c.attempts + 1,
        due_at=bindparam("now"),
    )
    .returning(*inbox.c)
)
