"""What a detector is: a page that finds one kind of identifier, and the gate before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.domain.finding import Finding
from bot.domain.message import TextPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """Finds one kind of identifier.

    `gate` is an RE2 pattern that occurs in every text `detect` could find something in; it is
    cheap and may open too often. An empty gate is always open: such a detector has its own.
    """

    name: str
    gate: str
    detect: Callable[[TextPart], Iterator[Finding]]
