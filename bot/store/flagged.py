"""Loads the thread of a case: what a supervisor needs to judge it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table, exists, select

from bot.domain.case import FlaggedMessage
from bot.domain.decision import ActionOutcome
from bot.domain.reply import AuthorReply
from bot.domain.report import RecordEntry, Report
from bot.store.records import Records
from bot.store.rows import ref_of
from bot.store.tables import actions, decisions, messages, record_entries, replies, reports
from bot.store.threads import said_just_before

_SAID_BEFORE = 6


@dataclass(frozen=True, slots=True)
class _Beside:
    """What hangs on the messages, by the number of the message's row."""

    outcomes: Mapping[int, list[ActionOutcome]]
    replies: Mapping[int, list[AuthorReply]]
    reports: Mapping[int, list[Report]]
    record_entries: Mapping[int, list[RecordEntry]]


def load_thread(
    connection: Connection, records: Records, thread_key: str
) -> tuple[FlaggedMessage, ...]:
    """Return the thread in order of time, with what its first author in question said before.

    Of each message the revisions that were flagged or reported and the newest one are shown: what
    was wrong, and how it reads now. What was disposed of is left out.
    """
    rows = list(connection.execute(_with_verdicts().where(messages.c.thread_key == thread_key)))
    shown = _worth_showing(rows)
    first = next((row for row in shown if row.flagged or row.reported), None)
    if first is not None:
        shown = [*_said_before(connection, records, first, rows), *shown]
    beside = _load_beside(connection, records, [row.id for row in shown])
    return tuple(_message(records, row, beside) for row in shown)


def _with_verdicts() -> Select[Any]:
    return (
        select(
            messages,
            decisions.c.verdict,
            decisions.c.flagged,
            exists().where(reports.c.message_id == messages.c.id).label("reported"),
        )
        .outerjoin(decisions, decisions.c.message_id == messages.c.id)
        .where(messages.c.rest.is_not(None))
        .order_by(messages.c.sent_at, messages.c.id)
    )


def _worth_showing(rows: list[Row[Any]]) -> list[Row[Any]]:
    newest: dict[str, Row[Any]] = {}
    for row in rows:
        other = newest.get(row.message)
        if other is None or _age(other) <= _age(row):
            newest[row.message] = row
    return [row for row in rows if row.flagged or row.reported or newest[row.message].id == row.id]


def _age(row: Row[Any]) -> tuple[int, str]:
    return len(row.revision), row.revision


def _said_before(
    connection: Connection, records: Records, first: Row[Any], thread: list[Row[Any]]
) -> list[Row[Any]]:
    message = records.open_message(first.text, first.rest, ref_of(first))
    known = {row.id for row in thread}
    found = said_just_before(connection, message, _SAID_BEFORE)
    numbers = [row.id for row in found if row.id not in known]
    return list(connection.execute(_with_verdicts().where(messages.c.id.in_(numbers))))


def _load_beside(connection: Connection, records: Records, numbers: Iterable[int]) -> _Beside:
    beside = _Beside(*(defaultdict(list) for _ in range(4)))
    for row in connection.execute(_hanging(actions, actions.c.outcome, numbers)):
        beside.outcomes[row.id].append(records.open_outcome(row.sealed, ref_of(row), row.name))
    for row in connection.execute(_hanging(replies, replies.c.reply, numbers)):
        beside.replies[row.id].append(records.open_reply(row.sealed, ref_of(row), row.name))
    for row in connection.execute(_hanging(reports, reports.c.report, numbers)):
        beside.reports[row.id].append(records.open_report(row.sealed, ref_of(row), row.name))
    for row in connection.execute(_hanging(record_entries, record_entries.c.entry, numbers)):
        entry = records.open_entry(row.sealed, ref_of(row), row.name)
        beside.record_entries[row.id].append(entry)
    return beside


def _hanging(table: Table, sealed: Column[Any], numbers: Iterable[int]) -> Select[Any]:
    # What each is of its message but once: a kind of action or answer, or a person.
    name = table.c.kind if "kind" in table.c else table.c.person
    return (
        select(messages, name.label("name"), sealed.label("sealed"))
        .join(table, table.c.message_id == messages.c.id)
        .where(messages.c.id.in_(list(numbers)), sealed.is_not(None))
        .order_by(table.c.id)
    )


def _message(records: Records, row: Row[Any], beside: _Beside) -> FlaggedMessage:
    ref = ref_of(row)
    message = records.open_message(row.text, row.rest, ref)
    verdict = records.open_verdict(row.verdict, ref) if row.verdict else None
    return FlaggedMessage(
        ref=ref,
        author=message.author,
        conversation=message.conversation,
        audience=message.audience,
        text=message.text,
        sent_at=message.sent_at,
        attachments=message.attachments,
        findings=verdict.result.findings if verdict else (),
        categories=verdict.result.categories if verdict else {},
        decision=verdict.decision if verdict and row.flagged else None,
        outcomes=tuple(beside.outcomes.get(row.id, ())),
        replies=tuple(beside.replies.get(row.id, ())),
        reports=tuple(beside.reports.get(row.id, ())),
        record_entries=tuple(beside.record_entries.get(row.id, ())),
        withdrawn_at=row.withdrawn_at,
    )
