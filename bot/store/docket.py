"""Opens and extends the case of a thread when a decision asks for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from bot.domain.case import CaseStatus
from bot.domain.decision import ActionKind, Decision
from bot.domain.labels import title_of
from bot.domain.message import Message
from bot.store.records import CaseHead, Records
from bot.store.rows import announce
from bot.store.tables import cases, decisions, messages

_CASE = select(cases).where(cases.c.thread_key == bindparam("thread_key"))


def enter(
    connection: Connection, records: Records, *, message: Message, decision: Decision, now: datetime
) -> None:
    """Open or extend the thread's case; a flagged message in a closed one opens it again."""
    found = connection.execute(_CASE, {"thread_key": message.thread_key})
    case = found.one_or_none()
    if decision.matches and case is not None:
        _extend(connection, records, case=case, judged=(message, decision), now=now)
    elif decision.action(ActionKind.OPEN_CASE):
        _open(connection, records, message=message, decision=decision, now=now)
    elif case is not None:
        announce(connection)


def _open(
    connection: Connection, records: Records, *, message: Message, decision: Decision, now: datetime
) -> None:
    head = _head(message, decision)
    row = {
        "thread_key": message.thread_key,
        "platform": message.ref.platform.value,
        "tenant": message.ref.tenant,
        "status": CaseStatus.OPEN.value,
        "severity": _severity(decision),
        "version": 1,
        "messages": 1,
        "opened_at": now,
        "updated_at": now,
        "claimed_by": "",
        "head": records.seal_head(head, message.ref.tenant, message.thread_key),
    }
    connection.execute(insert(cases).values(row))
    announce(connection)


def _extend(
    connection: Connection,
    records: Records,
    *,
    case: Row[Any],
    judged: tuple[Message, Decision],
    now: datetime,
) -> None:
    message, decision = judged
    old = records.open_head(case.head, case.tenant, case.thread_key)
    head = _merged(old, _head(message, decision))
    changes: dict[str, Any] = {
        "severity": max(case.severity, _severity(decision)),
        "version": case.version + 1,
        "messages": _flagged_messages(connection, case.thread_key),
        "updated_at": now,
        "head": records.seal_head(head, case.tenant, case.thread_key),
    }
    if case.status == CaseStatus.CLOSED.value:
        changes |= {"status": CaseStatus.OPEN.value, "claimed_by": "", "resolution": None}
    connection.execute(update(cases).where(cases.c.id == case.id).values(changes))
    announce(connection)


def _flagged_messages(connection: Connection, thread_key: str) -> int:
    # An edited message is still one message.
    query = (
        select(func.count(messages.c.message.distinct()))
        .join(decisions, decisions.c.message_id == messages.c.id)
        .where(messages.c.thread_key == thread_key, decisions.c.flagged)
    )
    return connection.scalar(query) or 0


def _severity(decision: Decision) -> int:
    return max((int(match.severity) for match in decision.matches), default=1)


def _head(message: Message, decision: Decision) -> CaseHead:
    seen: dict[str, None] = {}
    for match in decision.matches:
        names = [*match.categories, *(finding.label for finding in match.findings)]
        seen |= dict.fromkeys([title_of(name) for name in names] or [match.because])
    clauses = [clause.citation for match in decision.matches for clause in match.clauses]
    return CaseHead(
        conversation_name=message.conversation.name or message.conversation.id,
        author_name=message.author.name or message.author.id,
        titles=tuple(seen),
        clauses=tuple(dict.fromkeys(clauses)),
    )


def _merged(old: CaseHead, new: CaseHead) -> CaseHead:
    return CaseHead(
        conversation_name=new.conversation_name,
        author_name=old.author_name,
        titles=tuple(dict.fromkeys(old.titles + new.titles)),
        clauses=tuple(dict.fromkeys(old.clauses + new.clauses)),
    )
