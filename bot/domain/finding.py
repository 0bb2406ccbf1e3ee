"""What a detector saw, and where; never the text itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_NOTHING: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A span of one text part that a detector holds to be of some kind.

    The matched text is left out on purpose: findings are logged, stored and shown, and the text
    they point at may be the very thing to protect. Offsets are Unicode code points.
    """

    label: str
    part: str
    start: int
    end: int
    confidence: float
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionResult:
    """All findings of one message, and the looks at it that could not be finished.

    An unfinished look is not a clean one: the policies decide what it leads to. `categories`
    holds those above their threshold with their score; `messengers` the ids of the messengers
    the text names ("whatsapp").
    """

    findings: tuple[Finding, ...] = ()
    categories: Mapping[str, float] = field(default_factory=lambda: _NOTHING)
    messengers: frozenset[str] = frozenset()
    unfinished: tuple[str, ...] = ()
