"""Both tiers over one message: identifiers, the spaCy pipeline, and what they come to together."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.detection.catalogue import CATALOGUE
from bot.detection.categories import categorise
from bot.detection.detector import Detector
from bot.detection.identifiers import IdentifierReading, IdentifierTier
from bot.detection.lexicon import find_messengers
from bot.detection.merging import merge
from bot.detection.reading import PipelineReader, PipelineReading
from bot.domain.finding import Finding, InspectionResult
from bot.domain.message import Message, PartKind, TextPart

# Below, the detectors are done before a thread would have begun.
_LONG = 20_000
# A short answer is read as one to what was said just before it.
_SHORT_ANSWER = 200
_ASKED = 160


class DetectionEngine:
    """Inspects messages with the detectors and, if there is one, a reader of the pipeline."""

    def __init__(
        self,
        *,
        detectors: Sequence[Detector] = CATALOGUE,
        reader: PipelineReader | None = None,
        seconds_each: float = 2.0,
        seconds_all: float = 30.0,
    ) -> None:
        self._tier = IdentifierTier(detectors, seconds_each=seconds_each, seconds_all=seconds_all)
        self._reader = reader

    async def inspect(self, message: Message) -> InspectionResult:
        """Return all findings of the message's own parts; never raise for odd text."""
        own, context = message.own_parts, message.context
        identified = await self._identify(own, asked=_asked(message), begun=_begun(message))
        before = await self._identify(context)
        reading = await self._read(own, context)
        names = {part.name for part in own}
        findings = merge(identified.findings, _within(reading.findings, names))
        others = [finding for finding in reading.findings if finding.part not in names]
        texts = [part.text for part in own]
        categories = categorise(
            findings=findings,
            context_findings=merge(before.findings, others),
            scores=reading.scores,
            texts=texts,
        )
        return InspectionResult(
            findings=findings,
            categories=categories,
            messengers=frozenset().union(*map(find_messengers, texts)),
            unfinished=identified.unfinished + before.unfinished + reading.unfinished,
        )

    async def _identify(
        self, parts: Sequence[TextPart], asked: str = "", begun: str = ""
    ) -> IdentifierReading:
        if sum(len(part.text) for part in parts) < _LONG:
            return self._tier.read(parts, asked=asked, begun=begun)
        return await asyncio.to_thread(self._tier.read, parts, asked=asked, begun=begun)

    async def _read(
        self, parts: Sequence[TextPart], context: Sequence[TextPart]
    ) -> PipelineReading:
        if self._reader is None:
            return PipelineReading()
        return await self._reader.read(parts, context)


def _asked(message: Message) -> str:
    if not message.context or len(message.text) > _SHORT_ANSWER:
        return ""
    return message.context[-1].text[-_ASKED:]


def _begun(message: Message) -> str:
    """Return what the author said just before a short message, and what others asked before that.

    The message may go on from there; what somebody said in between without asking is left out.
    """
    if len(message.text) > _SHORT_ANSWER:
        return ""
    said = [part for part in message.context if _is_own(part) or "?" in part.text]
    while said and not _is_own(said[-1]):
        said.pop()
    return "\n".join(part.text for part in said)[-_ASKED:]


def _is_own(part: TextPart) -> bool:
    return part.kind is PartKind.JUST_BEFORE


def _within(findings: Sequence[Finding], names: set[str]) -> list[Finding]:
    return [finding for finding in findings if finding.part in names]
