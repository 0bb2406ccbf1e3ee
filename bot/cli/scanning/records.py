"""What goes into a scan and what comes out of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.decision import Decision
from bot.domain.finding import InspectionResult
from bot.domain.message import (
    Audience,
    AudienceKind,
    Author,
    Conversation,
    Message,
    MessageRef,
    PartKind,
    Platform,
    Standing,
    TextPart,
)

JsonScalar = str | int | float | bool | None

_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")

_NOBODY = Author(id="scan", tenant="scan", standing=Standing.UNKNOWN)
_NOWHERE = Conversation(id="scan", name="scan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a record's text comes from: a file or channel, and its first line there.

    `within` is the part of the file ("page 3", "member “a.csv”"), "" for the file itself.
    """

    source: str
    unit: str = ""
    first: int = 0
    within: str = ""

    def at(self, text: str, offset: int) -> str:
        """Return the place of an offset of the record's text, as a person looks it up."""
        if not self.unit:
            return f"{self.source}: {self.within}" if self.within else self.source
        number = self.first + text.count("\n", 0, offset)
        if self.within:
            return f"{self.source}: {self.within}, {self.unit} {number}"
        return f"{self.source}:{number}" if self.unit == "line" else f"{self.source} row {number}"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A text that was said before, and whether the author said it, a moment ago."""

    text: str
    own: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One message to scan."""

    id: JsonScalar
    message: Message
    spot: Spot = Spot(source="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Input that could not be looked at, in its place among the others; `partly`, of the rest."""

    because: str
    partly: bool = False
    where: str = ""
    id: JsonScalar = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """What was found in one record, and what the policies say about it."""

    record: Record
    result: InspectionResult
    decision: Decision
    unfinished: tuple[str, ...] = ()


def loose_message(text: str, number: int, *, sent_at: datetime) -> Message:
    """Return a text as a message of nobody in particular, for a reader within the organisation.

    The author's standing is unknown, so that policies apply whatever division they are for.
    """
    return Message(
        ref=MessageRef(
            platform=Platform.LOCAL, tenant="scan", conversation="scan", message=str(number)
        ),
        author=_NOBODY,
        conversation=_NOWHERE,
        audience=Audience(kind=AudienceKind.INTERNAL, because="the input names no other audience"),
        text=text,
        sent_at=sent_at,
    )


def thread_of(earlier: Iterable[Earlier]) -> tuple[TextPart, ...]:
    """Return earlier texts, oldest first, as the context of a message."""
    return tuple(
        TextPart(f"thread:{number}", one.text, PartKind.JUST_BEFORE if one.own else PartKind.THREAD)
        for number, one in enumerate(earlier)
    )


def clean(text: str) -> str:
    """Replace lone surrogates: JSON can write them, no text encoding can; offsets stay."""
    return text.translate(_SURROGATES)
