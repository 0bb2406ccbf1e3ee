"""What the core needs to look, decide and act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.activity import Activity
from bot.domain.decision import Action, ActionOutcome, Decision
from bot.domain.event import InboundEvent
from bot.domain.finding import InspectionResult
from bot.domain.message import (
    Audience,
    Author,
    Conversation,
    Message,
)


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class Detection(Protocol):
    """Finds what is in a message."""

    async def inspect(self, message: Message) -> InspectionResult:
        """Return all findings; never raise for odd text."""
        ...


class AttachmentReader(Protocol):
    """Fetches attachments and reads them to text."""

    async def read(self, message: Message) -> Message:
        """Return the message with each attachment READ or UNSCANNED; never raise for a file."""
        ...


class Enforcer(Protocol):
    """Acts on one platform."""

    async def enforce(self, action: Action, message: Message, decision: Decision) -> ActionOutcome:
        """Do it and say what became of it.

        A missing permission is an outcome. Raises TryLater when the platform asks to wait.
        """
        ...

    async def recall(
        self, action: Action, message: Message, decision: Decision
    ) -> ActionOutcome | None:
        """Return the outcome if the platform shows that the action was already done.

        Asked only after a crash between the call and its record; None means do it (again).
        """
        ...


class Directory(Protocol):
    """Knows the people and conversations of one platform."""

    async def author(self, tenant: str, person: str) -> Author:
        """Return who that is; a person who cannot be looked up has UNKNOWN standing."""
        ...

    async def conversation(self, tenant: str, conversation: str) -> tuple[Conversation, Audience]:
        """Return the conversation and who reads along; what cannot be found out is UNKNOWN."""
        ...


class EventHandler(Protocol):
    """Handles the events of one platform: normalise, then inspect."""

    async def handle(self, event: InboundEvent) -> None:
        """Handle it; raises TryLater to have it again later, anything else counts as a failure."""
        ...


class Policies(Protocol):
    """The written policies in force."""

    def decide(
        self,
        message: Message,
        result: InspectionResult,
        *,
        past: Sequence[Activity],
        now: datetime,
    ) -> Decision:
        """Decide; pure."""
        ...


class Meter(Protocol):
    """Counts and times; labels come from closed sets, never from messages."""

    def count(self, name: str, /, **labels: str) -> None:
        """Add one to a counter."""
        ...

    def took(self, name: str, seconds: float, /, **labels: str) -> None:
        """Record how long something took."""
        ...
