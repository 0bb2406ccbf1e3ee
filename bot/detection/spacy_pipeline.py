"""Reads the parts of a message with a spaCy pipeline, in batches, and finds its way back."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import structlog

from bot.detection.annotating import Annotated, Annotator, Look
from bot.detection.batching import Batcher
from bot.detection.lexicon import load_words
from bot.detection.placeholders import is_placeholder
from bot.detection.plain_text import PlainText, fold
from bot.detection.reading import PipelineReading
from bot.detection.remembering import Remembering
from bot.detection.windows import Window, windows_of
from bot.domain.finding import Finding
from bot.domain.message import PartKind, TextPart

_BECAUSE = "named-entity recogniser"
_NEVER_PRODUCTS = frozenset({"PERSON", "MEDICAL_CONDITION", "MEDICATION"})
_REMEMBERED = 4096  # looks, two of most windows; about 4 MB of ordinary chat
_THREAD = 4_000  # characters: no pipeline of ours looks further back
_LONG = 20_000  # characters; below, a thread would begin later than the work is done
_NAMED = 50  # stretches that were not looked at
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a window stands: its part, and the way back from folded to original offsets."""

    part: TextPart
    plain: PlainText
    window: Window

    def name(self) -> str:
        """Return what an unfinished look at it is called."""
        if len(self.window.text) == len(self.plain.text):
            return f"pipeline: {self.part.name}"
        behind = self.window.offset + len(self.window.text)
        return f"pipeline: {self.part.name}, characters {self.window.offset} to {behind}"


class SpacyPipeline:
    """A loaded pipeline; callers that come together are served in one batch."""

    def __init__(self, annotator: Annotator, *, seconds: float, at_most: int) -> None:
        self._seconds = seconds
        self._products = load_words("products.yaml")
        self.labels = annotator.labels
        remembering: Remembering[Look, Annotated] = Remembering(
            annotator.annotate, keys=Look.keys, at_most=_REMEMBERED
        )
        self._batcher: Batcher[Look, Annotated] = Batcher(remembering, at_most=at_most)

    async def read(self, parts: Sequence[TextPart], context: Sequence[TextPart]) -> PipelineReading:
        """Return entities of parts and context, and the category scores of the parts.

        The body is judged in the light of the context, which the pipeline gets as its thread.
        """
        places = await _all_places((*parts, *context))
        thread = "\n".join(fold(part.text).text for part in context)[-_THREAD:]
        own = {part.name for part in parts}
        looks = [Look(each.window.text, _thread(each.part, own, thread)) for each in places]
        futures = await self._look(looks)
        findings: list[Finding] = []
        scores: dict[str, float] = {}
        failed: list[tuple[_Place, str]] = []
        for place, future in zip(places, futures, strict=True):
            if (fault := _fault(future)) is not None:
                failed.append((place, fault))
                continue
            seen = future.result()
            findings += self._findings(place, seen)
            if place.part.name in own:
                scores = {**scores, **_higher(scores, seen.scores)}
        return PipelineReading(
            findings=tuple(findings), scores=scores, unfinished=tuple(_named(failed))
        )

    def close(self) -> None:
        """Let the worker thread end."""
        self._batcher.close()

    async def _look(self, looks: Sequence[Look]) -> list[asyncio.Future[Annotated]]:
        """Return a future for each, done or given up."""
        futures = self._batcher.submit(looks)
        _, late = await asyncio.wait(futures, timeout=self._seconds) if futures else ((), ())
        for future in late:
            future.cancel()
        return futures

    def _findings(self, place: _Place, seen: Annotated) -> Iterator[Finding]:
        window = place.window
        for start, end, label, score in seen.entities:
            if not window.own_start <= window.offset + start < window.own_end:
                continue
            if self._is_none(label, window.text[start:end]):
                continue
            first, behind = place.plain.original(window.offset + start, window.offset + end)
            yield Finding(
                label=label,
                part=place.part.name,
                start=first,
                end=behind,
                confidence=score,
                because=_BECAUSE,
            )

    def _is_none(self, label: str, text: str) -> bool:
        """Whether it is nobody and nothing: a mark, a product's name, a password's placeholder."""
        if label == "PASSWORD" and is_placeholder(text):
            return True
        if label in _NEVER_PRODUCTS and self._products.issuperset(text.lower().split()):
            return True
        return not any(map(str.isalnum, text))


async def _all_places(parts: Sequence[TextPart]) -> list[_Place]:
    def found() -> list[_Place]:
        return [place for part in parts for place in _places(part)]

    if sum(len(part.text) for part in parts) < _LONG:
        return found()
    return await asyncio.to_thread(found)


def _places(part: TextPart) -> Iterator[_Place]:
    plain = fold(part.text)
    return (_Place(part, plain, window) for window in windows_of(plain.text))


def _thread(part: TextPart, own: Set[str], thread: str) -> str | None:
    """Return what the part is read in the light of: only a body answers what was said before."""
    if part.name not in own:
        return None
    return thread if part.kind is PartKind.BODY else ""


def _fault(future: asyncio.Future[Annotated]) -> str | None:
    """Return what kept a look from being finished; the error's own words may quote the text."""
    if future.cancelled():
        return "out of time"
    error = future.exception()
    return None if error is None else type(error).__name__


def _named(failed: Sequence[tuple[_Place, str]]) -> Iterator[str]:
    """Yield what was not looked at: a file that is far too long has thousands of such stretches."""
    for fault, count in Counter(fault for _, fault in failed).items():
        _log.error("pipeline failed", error=fault, count=count)
    yield from (place.name() for place, _ in failed[:_NAMED])
    if len(failed) > _NAMED:
        yield f"pipeline: {len(failed) - _NAMED:,} more stretches"


def _higher(scores: Mapping[str, float], others: Mapping[str, float]) -> Mapping[str, float]:
    return {name: max(score, scores.get(name, 0.0)) for name, score in others.items()}
