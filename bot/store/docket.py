"""Opens and extends the case of a thread when a decision, or somebody's report, asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, func, insert, or_, select, update

from bot.domain.case import CaseStatus
from bot.domain.decision import ActionKind, Decision, Severity
from bot.domain.labels import title_of
from bot.domain.message import Message
from bot.store.records import CaseHead, Records
from bot.store.rows import announce
from bot.store.tables import cases, decisions, messages, reports

_CASE = select(cases).where(cases.c.thread_key == bindparam("thread_key"))
_REPORTED = "Reported by a person."


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is entered: a message, what the queue says of it, how grave it is."""

    message: Message
    head: CaseHead
    severity: Severity


def enter(
    connection: Connection, records: Records, *, message: Message, decision: Decision, now: datetime
) -> None:
    """Open or extend the thread's case; a flagged message in a closed one opens it again."""
    case = _case_of(connection, message)
    if decision.matches and case is not None:
        _extend(connection, records, case=case, entry=_judged(message, decision), now=now)
    elif decision.action(ActionKind.OPEN_CASE):
        _open(connection, records, entry=_judged(message, decision), now=now)
    elif case is not None:
        announce(connection)


def enter_report(
    connection: Connection, records: Records, *, message: Message, now: datetime
) -> None:
    """Open or extend the thread's case for a message somebody reported, whatever was decided."""
    case = _case_of(connection, message)
    # How grave it is nobody has judged: above the slightest rule, below what a rule holds grave.
    entry = _Entry(message, _head(message, titles=(_REPORTED,)), Severity.MEDIUM)
    if case is None:
        _open(connection, records, entry=entry, now=now)
    else:
        _extend(connection, records, case=case, entry=entry, now=now)


def _case_of(connection: Connection, message: Message) -> Row[Any] | None:
    return connection.execute(_CASE, {"thread_key": message.thread_key}).one_or_none()


def _open(connection: Connection, records: Records, *, entry: _Entry, now: datetime) -> None:
    message = entry.message
    row = {
        "thread_key": message.thread_key,
        "platform": message.ref.platform.value,
        "tenant": message.ref.tenant,
        "status": CaseStatus.OPEN.value,
        "severity": int(entry.severity),
        "version": 1,
        "messages": 1,
        "opened_at": now,
        "updated_at": now,
        "claimed_by": "",
        "head": records.seal_head(entry.head, message.ref.tenant, message.thread_key),
    }
    connection.execute(insert(cases).values(row))
    announce(connection)


def _extend(
    connection: Connection, records: Records, *, case: Row[Any], entry: _Entry, now: datetime
) -> None:
    old = records.open_head(case.head, case.tenant, case.thread_key)
    head = _merged(old, entry.head)
    changes: dict[str, Any] = {
        "severity": max(case.severity, int(entry.severity)),
        "version": case.version + 1,
        "messages": _messages_in_question(connection, case.thread_key),
        "updated_at": now,
        "head": records.seal_head(head, case.tenant, case.thread_key),
    }
    if case.status == CaseStatus.CLOSED.value:
        changes |= {"status": CaseStatus.OPEN.value, "claimed_by": "", "resolution": None}
    connection.execute(update(cases).where(cases.c.id == case.id).values(changes))
    announce(connection)


def _messages_in_question(connection: Connection, thread_key: str) -> int:
    # An edited message is still one message.
    query = (
        select(func.count(messages.c.message.distinct()))
        .outerjoin(decisions, decisions.c.message_id == messages.c.id)
        .where(
            messages.c.thread_key == thread_key,
            or_(decisions.c.flagged, exists().where(reports.c.message_id == messages.c.id)),
        )
    )
    return connection.scalar(query) or 0


def _judged(message: Message, decision: Decision) -> _Entry:
    severity = max((match.severity for match in decision.matches), default=Severity.LOW)
    seen: dict[str, None] = {}
    for match in decision.matches:
        names = [*match.categories, *(finding.label for finding in match.findings)]
        seen |= dict.fromkeys([title_of(name) for name in names] or [match.because])
    clauses = [clause.citation for match in decision.matches for clause in match.clauses]
    head = _head(message, titles=tuple(seen), clauses=tuple(dict.fromkeys(clauses)))
    return _Entry(message, head, severity)


def _head(message: Message, *, titles: tuple[str, ...], clauses: tuple[str, ...] = ()) -> CaseHead:
    return CaseHead(
        conversation_name=message.conversation.name or message.conversation.id,
        author_name=message.author.name or message.author.id,
        titles=titles,
        clauses=clauses,
    )


def _merged(old: CaseHead, new: CaseHead) -> CaseHead:
    return CaseHead(
        conversation_name=new.conversation_name,
        author_name=old.author_name,
        titles=tuple(dict.fromkeys(old.titles + new.titles)),
        clauses=tuple(dict.fromkeys(old.clauses + new.clauses)),
    )
