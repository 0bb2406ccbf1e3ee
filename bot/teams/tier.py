"""What Microsoft Graph adds where a customer grants and licenses it; without it, nothing breaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from starlette.routing import Route

from bot.domain.attachment import Attachment
from bot.domain.decision import ActionKind, ActionOutcome, Decision
from bot.domain.message import Message, MessageRef
from bot.inspection import Inspection
from bot.responding import Responding
from bot.teams.directory import TeamsDirectory
from bot.teams.events import Handle
from bot.teams.normalise import Draft
from bot.teams.references import Person, Reference, References
from bot.teams.tokens import Tokens
from bot.teams.web import Web


class Blocking(Protocol):
    """Takes what somebody else wrote out of sight."""

    async def block(
        self, kind: ActionKind, message: Message, decision: Decision, place: Reference | None
    ) -> ActionOutcome | None:
        """Block the message or its files; None where that was never granted for the tenant.

        A refusal is an outcome in words. Raises TryLater.
        """
        ...

    async def tip(
        self, message: Message, decision: Decision, place: Reference | None
    ) -> ActionOutcome | None:
        """Show the author a policy tip and leave the message in sight; None as above."""
        ...


class GraphFiles(Protocol):
    """Finds and fetches what Teams shows to Graph alone."""

    async def find(
        self, ref: MessageRef, thread: str, place: Reference
    ) -> tuple[Attachment, ...] | None:
        """Return what is attached to a message; None where that was never granted."""
        ...

    async def address(self, attachment: Attachment, tenant: str) -> tuple[str, str]:
        """Return where its bytes are and the token that opens it; raises AttachmentError."""
        ...


class Installing(Protocol):
    """Installs the app for a person, so that a 1:1 conversation becomes possible."""

    async def install(self, person: Person) -> bool:
        """Whether it is installed now; False where that was never granted."""
        ...

    async def introduce(self, tenant: str, person: str) -> Person | None:
        """Install it for somebody the bot has never met; None where that cannot be."""
        ...


class Repeats(Protocol):
    """Knows an edit again that the other way of being told has brought already."""

    async def is_one(self, draft: Draft) -> bool:
        """Whether these very words were looked at as an edit of that moment."""
        ...


class Wider(Protocol):
    """What Graph tells of by itself: doors of its own, events of its own, work beside them."""

    @property
    def routes(self) -> list[Route]:
        """The doors."""
        ...

    def handles(
        self,
        inspection: Inspection,
        responding: Responding,
        *,
        directory: TeamsDirectory,
        references: References,
    ) -> Mapping[str, Handle]:
        """Return every kind of event with what handles it."""
        ...

    async def start(self) -> None:
        """Begin, once the session is open."""
        ...

    async def stop(self) -> None:
        """End, while it still is."""
        ...

    async def installed(self, place: Reference) -> None:
        """The app was added to a place."""
        ...

    async def is_told(self, tenant: str) -> bool:
        """Whether Graph tells of what is said in the whole tenant."""
        ...

    async def forget(self, tenant: str) -> None:
        """Dispose of everything of a tenant."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """What is granted; empty is the tier of the bot alone."""

    blocking: Blocking | None = None
    files: GraphFiles | None = None
    installing: Installing | None = None
    repeats: Repeats | None = None
    wider: Wider | None = None


MakeTier = Callable[[Web, Tokens], Tier]


def bot_alone(_web: Web, _tokens: Tokens) -> Tier:
    """Return the tier without Graph."""
    return Tier()
