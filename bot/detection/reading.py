"""What the spaCy pipeline hands to the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from bot.domain.finding import Finding
from bot.domain.message import TextPart


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineReading:
    """Entities of every part, and the score of each text category for the message as a whole.

    `scores` are raw, 0 to 1, before any threshold, taken over the parts, not over the context.
    """

    findings: tuple[Finding, ...] = ()
    scores: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    unfinished: tuple[str, ...] = ()


class PipelineReader(Protocol):
    """Reads text with a spaCy pipeline."""

    async def read(self, parts: Sequence[TextPart], context: Sequence[TextPart]) -> PipelineReading:
        """Return what the pipeline finds in the parts and, as findings only, in the context."""
        ...
