"""The ledger of actions: begun, then done; the unique key keeps it from being done twice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus
from bot.domain.message import Author, MessageRef, Platform
from bot.store.columns import insert_new
from bot.store.records import Records
from bot.store.rows import announce_thread, id_of
from bot.store.tables import actions, messages

_OUTCOMES = (
    select(actions.c.kind, actions.c.outcome)
    .join(messages, messages.c.id == actions.c.message_id)
    .where(messages.c.key == bindparam("key"), actions.c.outcome.is_not(None))
    .order_by(actions.c.id)
)
_WARNINGS = (
    select(func.count())
    .select_from(actions)
    .join(messages, messages.c.id == actions.c.message_id)
    .where(
        actions.c.kind == ActionKind.WARN_AUTHOR.value,
        actions.c.done_at >= bindparam("since"),
        actions.c.status == OutcomeStatus.DONE.value,
        messages.c.platform == bindparam("platform"),
        messages.c.author_tenant == bindparam("author_tenant"),
        messages.c.author == bindparam("author"),
    )
)


def begin(connection: Connection, ref: MessageRef, kind: ActionKind, now: datetime) -> bool:
    """Write down that the action is about to be done; False if it was begun before."""
    row = {"message_id": id_of(connection, ref), "kind": kind.value, "begun_at": now}
    return insert_new(connection, actions, row)


def record(
    connection: Connection,
    records: Records,
    *,
    ref: MessageRef,
    outcome: ActionOutcome,
    now: datetime,
) -> None:
    """Write down what became of an action; the latest outcome stands."""
    begin(connection, ref, outcome.kind, now)
    number = id_of(connection, ref)
    connection.execute(
        update(actions)
        .where(actions.c.message_id == number, actions.c.kind == outcome.kind.value)
        .values(
            status=outcome.status.value, done_at=now, outcome=records.seal_outcome(outcome, ref)
        )
    )
    thread_key = connection.scalar(select(messages.c.thread_key).where(messages.c.id == number))
    announce_thread(connection, str(thread_key))


def outcomes(connection: Connection, records: Records, ref: MessageRef) -> list[ActionOutcome]:
    """Return the recorded outcomes of a revision, in the order they were begun."""
    rows = connection.execute(_OUTCOMES, {"key": ref.key})
    return [records.open_outcome(row.outcome, ref, row.kind) for row in rows]


def count_warnings(
    connection: Connection, author: Author, platform: Platform, since: datetime
) -> int:
    """Return how many warnings reached the author since then."""
    who = {"platform": platform.value, "author_tenant": author.tenant, "author": author.id}
    return connection.scalar(_WARNINGS, who | {"since": since}) or 0
