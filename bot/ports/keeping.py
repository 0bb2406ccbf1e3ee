"""What the core needs kept: events, messages, cases, gaps, secrets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.activity import Activity
from bot.domain.case import AuditEvent, Case, CaseLine, CaseStatus, Resolution, Review
from bot.domain.coverage import CoverageGap
from bot.domain.decision import Action, ActionOutcome, Decision
from bot.domain.event import ClaimedEvent, InboundEvent, SetAside
from bot.domain.finding import InspectionResult
from bot.domain.message import (
    Author,
    Message,
    MessageRef,
    Platform,
    TextPart,
)
from bot.domain.reply import AuthorReply
from bot.domain.report import RecordEntry, Report


class EventQueue(Protocol):
    """Events, written down sealed before they are acknowledged, handled once in effect."""

    async def put(self, event: InboundEvent) -> bool:
        """Write the event down durably; return False if it was there already."""
        ...

    async def claim(self, limit: int) -> Sequence[ClaimedEvent]:
        """Take up to `limit` due events, none from a lane that is being handled."""
        ...

    async def wait(self, at_most: timedelta) -> None:
        """Return when an event may be due, at the latest after that long."""
        ...

    async def done(self, number: int) -> None:
        """The event is handled; its body is disposed of, its id is remembered."""
        ...

    async def retry(self, number: int, *, at: datetime, because: str) -> None:
        """Hand the event out again at that moment."""
        ...

    async def set_aside(self, number: int, *, because: str) -> None:
        """Keep the event for a person to look at; hand it out no more."""
        ...

    async def list_set_aside(self) -> Sequence[SetAside]:
        """Return what was set aside, newest first."""
        ...

    async def count_set_aside(self) -> int:
        """Return how many events are set aside."""
        ...

    async def requeue(self, number: int) -> None:
        """Hand out again what was set aside."""
        ...

    async def recover(self) -> int:
        """Hand out again what a dead process had claimed; return how many."""
        ...

    async def backlog(self) -> int:
        """Return how many events wait or are being handled."""
        ...

    async def forget(self, platform: Platform, tenant: str) -> None:
        """Dispose of everything of that tenant."""
        ...


class MessageStore(Protocol):
    """Messages (sealed), what was found and decided, what was done, what the author answered."""

    async def is_finished(self, ref: MessageRef) -> bool:
        """Whether that revision was handled to the end."""
        ...

    async def save_message(self, message: Message) -> None:
        """Write the message down, sealed; saving the same revision again changes nothing."""
        ...

    async def load_message(self, ref: MessageRef) -> Message:
        """Return the message; raises UnknownMessage."""
        ...

    async def latest_revision(self, ref: MessageRef) -> MessageRef | None:
        """Return the newest known revision of that message, whatever revision `ref` names."""
        ...

    async def context(self, message: Message, limit: int) -> tuple[TextPart, ...]:
        """Return the texts before it in its thread, and the author's just before it, oldest first.

        Parts are named `thread:0`, `thread:1`, …; earlier revisions of the message are left out.
        """
        ...

    async def activity(
        self, author: Author, platform: Platform, since: datetime
    ) -> tuple[Activity, ...]:
        """Return what the author did since then, oldest first."""
        ...

    async def save_decision(
        self,
        message: Message,
        result: InspectionResult,
        decision: Decision,
        *,
        finished: bool = False,
    ) -> None:
        """Record the message and the decision, at once, before anything is done.

        Opens or extends the case if asked; `finished` where nothing is left to be done.
        """
        ...

    async def load_decision(self, ref: MessageRef) -> Decision | None:
        """Return the recorded decision."""
        ...

    async def begin_action(self, ref: MessageRef, action: Action) -> bool:
        """Write down that the action is about to be done; False if it was begun before."""
        ...

    async def outcome_of(self, ref: MessageRef, action: Action) -> ActionOutcome | None:
        """Return the recorded outcome of that action, None where there is none."""
        ...

    async def save_outcome(self, ref: MessageRef, outcome: ActionOutcome) -> None:
        """Record what became of an action."""
        ...

    async def outcomes(self, ref: MessageRef) -> tuple[ActionOutcome, ...]:
        """Return all recorded outcomes of that revision."""
        ...

    async def warnings_since(self, author: Author, platform: Platform, since: datetime) -> int:
        """Return how many warnings reached the author since then."""
        ...

    async def finish(self, ref: MessageRef) -> None:
        """The revision is handled to the end."""
        ...

    async def save_reply(self, reply: AuthorReply) -> bool:
        """Record the author's answer; False if that kind of answer was given before."""
        ...

    async def withdraw(self, ref: MessageRef, at: datetime) -> bool:
        """Note that the message was deleted on its platform (all revisions); False if unknown."""
        ...

    async def dispose_unflagged(self, before: datetime) -> int:
        """Dispose of the text of unflagged messages older than that; return how many."""
        ...

    async def forget(self, platform: Platform, tenant: str) -> None:
        """Dispose of everything of that tenant: messages, decisions, cases."""
        ...


class CaseStore(Protocol):
    """Cases as supervisors work on them, what people ask for beside them, the audit trail."""

    async def list_cases(
        self, statuses: frozenset[CaseStatus] | None = None, limit: int = 200
    ) -> Sequence[CaseLine]:
        """Return cases, gravest and newest first; all statuses if None."""
        ...

    async def load_case(self, number: int) -> Case:
        """Return the case with its thread; raises UnknownCase."""
        ...

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
        ...

    async def save_report(self, report: Report, *, audit: AuditEvent) -> bool:
        """Record the report and open or extend the thread's case, a closed one again.

        The text is kept from then on. False, and nothing changes, if that person reported that
        revision before. Raises UnknownMessage, also when its text was disposed of.
        """
        ...

    async def save_record(self, entry: RecordEntry, *, audit: AuditEvent) -> bool:
        """Record that the message is a record: its text is kept from then on.

        False, and nothing changes, if that person asked for it before. Raises as above.
        """
        ...

    async def changed(self) -> int:
        """Return a number that grows whenever any case changes; pages follow it live."""
        ...

    async def audit(self, event: AuditEvent) -> None:
        """Add to the audit trail."""
        ...

    async def audit_trail(
        self, subject: str | None = None, limit: int = 200
    ) -> Sequence[AuditEvent]:
        """Return the audit trail, newest first."""
        ...


class CoverageLog(Protocol):
    """What could not be seen."""

    async def open_gap(self, gap: CoverageGap) -> None:
        """Record a gap; one that is open already for the same reason changes nothing."""
        ...

    async def close_gaps(self, platform: Platform, tenant: str, conversation: str) -> None:
        """End the open gaps of that conversation now."""
        ...

    async def gaps(self, limit: int = 200) -> Sequence[CoverageGap]:
        """Return the gaps, open ones first, newest first."""
        ...


class Vault(Protocol):
    """Small secrets (tokens, states), sealed at rest."""

    async def put(
        self, space: str, key: str, value: bytes, *, expires: datetime | None = None
    ) -> None:
        """Keep the value, replacing what was there."""
        ...

    async def get(self, space: str, key: str) -> bytes | None:
        """Return the value; None if there is none or it has expired."""
        ...

    async def take(self, space: str, key: str) -> bytes | None:
        """Return the value and dispose of it; of two takers only one gets it."""
        ...

    async def delete(self, space: str, key_prefix: str) -> int:
        """Dispose of every value whose key begins so; return how many."""
        ...


class Sealer(Protocol):
    """Encrypts what is kept; `context` (table|column|row) binds the value to its place."""

    def seal(self, plain: bytes, *, tenant: str, context: str) -> bytes:
        """Return the sealed value."""
        ...

    def open(self, sealed: bytes, *, tenant: str, context: str) -> bytes:
        """Return the plain value; raises SealError."""
        ...
