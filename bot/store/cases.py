"""Cases as supervisors work on them, and the audit trail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, exists, insert, select, update

from bot.domain.case import (
    AuditEvent,
    Case,
    CaseLine,
    CaseStatus,
    Resolution,
    Review,
    Step,
)
from bot.domain.decision import Severity
from bot.domain.report import RecordEntry, Report
from bot.errors import CaseMoved, UnknownCase
from bot.ports import Clock, Sealer
from bot.store.engine import Database
from bot.store.flagged import load_thread
from bot.store.records import Records
from bot.store.reports import add_entry, add_report
from bot.store.rows import CASES_CHANGED, announce
from bot.store.tables import audit_events, cases, counters, reviews

# Steps after which the case is nobody's.
_LETS_GO = frozenset({Step.ESCALATE, Step.REOPEN})


class SqlCaseStore:
    """Implements the CaseStore port."""

    def __init__(self, database: Database, sealer: Sealer, clock: Clock) -> None:
        self._database = database
        self._sealer = sealer
        self._records = Records(sealer)
        self._clock = clock

    async def list_cases(
        self, statuses: frozenset[CaseStatus] | None = None, limit: int = 200
    ) -> Sequence[CaseLine]:
        """Return cases, gravest and newest first; all statuses if None."""
        order = (cases.c.severity.desc(), cases.c.updated_at.desc(), cases.c.id.desc())
        query = select(cases).order_by(*order).limit(limit)
        if statuses is not None:
            query = query.where(cases.c.status.in_([status.value for status in statuses]))
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [self._line(row) for row in rows]

    async def load_case(self, number: int) -> Case:
        """Return the case with its thread; raises UnknownCase."""
        return await self._database.read(lambda connection: self._case(connection, number))

    async def save_review(
        self,
        number: int,
        review: Review,
        *,
        version: int,
        status: CaseStatus,
        audit: AuditEvent,
        resolution: Resolution | None = None,
    ) -> None:
        """Add the step and move the case; raises CaseMoved if it is no longer at `version`."""
        changes = _changes(review, status, resolution)
        expected = and_(cases.c.id == number, cases.c.version == version)
        step = update(cases).where(expected).values(version=version + 1, **changes)

        def work(connection: Connection) -> None:
            # Compared and set in one statement: of two supervisors at once one is second.
            tenant = connection.scalar(step.returning(cases.c.tenant))
            if tenant is None:
                known = connection.scalar(select(exists().where(cases.c.id == number)))
                raise CaseMoved if known else UnknownCase
            sealed = self._records.seal_review(review, tenant, number)
            connection.execute(insert(reviews).values(case_id=number, review=sealed))
            self._add_audit(connection, audit)
            announce(connection)

        await self._database.write(work)

    async def save_report(self, report: Report, *, audit: AuditEvent) -> bool:
        """Record the report and open or extend the thread's case; False if it is known."""
        now = self._clock.now()

        def work(connection: Connection) -> bool:
            is_new = add_report(connection, self._records, report, now)
            if is_new:
                self._add_audit(connection, audit)
            return is_new

        return await self._database.write(work)

    async def save_record(self, entry: RecordEntry, *, audit: AuditEvent) -> bool:
        """Record that the message is a record; False if it is known."""
        now = self._clock.now()

        def work(connection: Connection) -> bool:
            is_new = add_entry(connection, self._records, entry, now)
            if is_new:
                self._add_audit(connection, audit)
            return is_new

        return await self._database.write(work)

    async def changed(self) -> int:
        """Return a number that grows whenever any case changes; pages follow it live."""
        query = select(counters.c.value).where(counters.c.name == CASES_CHANGED)
        return await self._database.read(lambda connection: connection.scalar(query)) or 0

    async def audit(self, event: AuditEvent) -> None:
        """Add to the audit trail."""
        await self._database.write(lambda connection: self._add_audit(connection, event))

    async def audit_trail(
        self, subject: str | None = None, limit: int = 200
    ) -> Sequence[AuditEvent]:
        """Return the audit trail, newest first."""
        query = select(audit_events).order_by(audit_events.c.id.desc()).limit(limit)
        if subject is not None:
            query = query.where(audit_events.c.subject == subject)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [self._audit_event(row) for row in rows]

    def _case(self, connection: Connection, number: int) -> Case:
        found = connection.execute(select(cases).where(cases.c.id == number)).one_or_none()
        if found is None:
            raise UnknownCase
        steps = select(reviews.c.review).where(reviews.c.case_id == number).order_by(reviews.c.id)
        return Case(
            id=number,
            line=self._line(found),
            version=found.version,
            thread=load_thread(connection, self._records, found.thread_key),
            reviews=tuple(
                self._records.open_review(sealed, found.tenant, number)
                for sealed in connection.scalars(steps)
            ),
            resolution=Resolution(found.resolution) if found.resolution else None,
        )

    def _line(self, row: Row[Any]) -> CaseLine:
        head = self._records.open_head(row.head, row.tenant, row.thread_key)
        return CaseLine(
            id=row.id,
            status=CaseStatus(row.status),
            severity=Severity(row.severity),
            platform=row.platform,
            conversation_name=head.conversation_name,
            author_name=head.author_name,
            titles=head.titles,
            clauses=head.clauses,
            messages=row.messages,
            opened_at=row.opened_at,
            updated_at=row.updated_at,
            claimed_by=row.claimed_by,
        )

    def _add_audit(self, connection: Connection, event: AuditEvent) -> None:
        detail = self._sealer.seal(
            event.detail.encode("utf-8", "surrogatepass"), tenant="", context=_place(event.subject)
        )
        row = {"at": event.at, "actor": event.actor, "verb": event.verb, "subject": event.subject}
        connection.execute(insert(audit_events).values(row | {"detail": detail}))

    def _audit_event(self, row: Row[Any]) -> AuditEvent:
        plain = self._sealer.open(row.detail, tenant="", context=_place(row.subject))
        return AuditEvent(
            actor=row.actor,
            verb=row.verb,
            subject=row.subject,
            at=row.at,
            detail=plain.decode("utf-8", "surrogatepass"),
        )


def _changes(review: Review, status: CaseStatus, resolution: Resolution | None) -> dict[str, Any]:
    changes: dict[str, Any] = {"status": status.value, "updated_at": review.at}
    if review.step is Step.CLAIM:
        changes["claimed_by"] = review.by
    elif review.step in _LETS_GO:
        changes["claimed_by"] = ""
    if resolution is not None:
        changes["resolution"] = resolution.value
    elif status is not CaseStatus.CLOSED:
        changes["resolution"] = None
    return changes


def _place(subject: str) -> str:
    return f"audit_events|detail|{subject}"
