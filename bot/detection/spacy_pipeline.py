"""Reads text with a spaCy pipeline: ours, or any other whose labels can be mapped to ours."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import spacy
import structlog
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

import bot
from bot.detection import encoder, word_splitter  # noqa: F401 - registers what our config names
from bot.detection.batching import Batcher
from bot.detection.encoder import SCORED
from bot.detection.lexicon import load_words
from bot.detection.plain_text import PlainText, fold
from bot.detection.reading import PipelineReading
from bot.detection.remembering import Remembering, digest
from bot.detection.windows import Window, windows_of
from bot.domain.finding import Finding
from bot.domain.labels import CATEGORIES, LABELS
from bot.domain.message import PartKind, TextPart
from bot.errors import PipelineError

DEFAULT_PIPELINE = Path(bot.__file__).parents[1] / "nlp_models" / "chatwarden_en"
COMMON_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "PER": "PERSON",
        "GPE": "LOCATION",
        "LOC": "LOCATION",
        "FAC": "LOCATION",
        "ORG": "ORGANIZATION",
        "DISEASE": "MEDICAL_CONDITION",
        "CONDITION": "MEDICAL_CONDITION",
        "CHEMICAL": "MEDICATION",
        "DRUG": "MEDICATION",
        "ADDRESS": "STREET_ADDRESS",
        "DOB": "DATE_OF_BIRTH",
    }
)
_BECAUSE = "named-entity recogniser"
_NEVER_PRODUCTS = frozenset({"PERSON", "MEDICAL_CONDITION", "MEDICATION"})
_UNMEASURED = 0.6  # how sure a pipeline is held to be that says nothing about itself
_REMEMBERED = 4096  # looks, two of most windows; about 4 MB of ordinary chat
_THREAD = 4_000  # characters: no pipeline of ours looks further back
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Look:
    """A text to read, and the thread before it; None where only its entities are asked for."""

    text: str
    thread: str | None = None

    def key(self) -> bytes:
        """Return what tells it from any other; the text itself is not kept."""
        return digest(self.text, "entities" if self.thread is None else f"thread {self.thread}")


@dataclass(frozen=True, slots=True)
class _Annotated:
    """What one window holds, freed of spaCy's own objects: those die with the memory zone."""

    entities: tuple[tuple[int, int, str, float], ...]
    scores: Mapping[str, float]


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


# What a missing package, a torn file or a config of another version make spaCy raise.
_LOADING_FAULTS = (
    OSError,
    ImportError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,
    EOFError,
)


def load_pipeline(
    name_or_path: str | Path = DEFAULT_PIPELINE,
    *,
    label_map: Mapping[str, str] | None = None,
    seconds: float = 10.0,
    at_most: int = 64,
) -> SpacyPipeline:
    """Load a pipeline by path or package name; raises PipelineError."""
    try:
        nlp = contextvars.copy_context().run(_load, str(name_or_path))
    except _LOADING_FAULTS as error:
        detail = f"{name_or_path}: {type(error).__name__}: {_first_line(error)}"
        raise PipelineError(detail) from error
    labels = _known_labels(nlp, {**COMMON_LABELS, **(label_map or {})})
    if not labels and not _categories(nlp):
        offered = ", ".join(sorted(_labels(nlp))) or "none"
        raise PipelineError(f"{name_or_path}: none of its labels is known here ({offered}).")
    return SpacyPipeline(nlp, labels=labels, seconds=seconds, at_most=at_most)


class SpacyPipeline:
    """A loaded pipeline; callers that come together are served in one batch."""

    def __init__(
        self, nlp: Language, *, labels: Mapping[str, str], seconds: float, at_most: int
    ) -> None:
        self._nlp = nlp
        self._labels = labels
        self._seconds = seconds
        self._precision: Mapping[str, float] = nlp.meta.get("chatwarden", {}).get("precision", {})
        self._products = load_words("products.yaml")
        remembering: Remembering[_Look, _Annotated] = Remembering(
            self._annotate, keys=_keys, at_most=_REMEMBERED
        )
        self._batcher: Batcher[_Look, _Annotated] = Batcher(remembering, at_most=at_most)

    @property
    def labels(self) -> frozenset[str]:
        """The labels of ours it can report."""
        return frozenset(self._labels.values())

    async def read(self, parts: Sequence[TextPart], context: Sequence[TextPart]) -> PipelineReading:
        """Return entities of parts and context, and the category scores of the parts.

        The body is judged in the light of the context, which the pipeline gets as its thread.
        """
        thread = "\n".join(fold(part.text).text for part in context)[-_THREAD:]
        places = [place for part in (*parts, *context) for place in _places(part)]
        own = {part.name for part in parts}
        looks = [_Look(each.window.text, _thread(each.part, own, thread)) for each in places]
        futures = self._batcher.submit(looks)
        _, late = await asyncio.wait(futures, timeout=self._seconds) if futures else ((), ())
        for future in late:
            future.cancel()
        findings: list[Finding] = []
        scores: dict[str, float] = {}
        unfinished: list[str] = []
        for place, future in zip(places, futures, strict=True):
            if (fault := _fault(future)) is not None:
                _log.error("pipeline failed", error=fault)
                unfinished.append(place.name())
                continue
            seen = future.result()
            findings += self._findings(place, seen)
            if place.part.name in own:
                scores = {**scores, **_higher(scores, seen.scores)}
        return PipelineReading(
            findings=tuple(findings), scores=scores, unfinished=tuple(unfinished)
        )

    def close(self) -> None:
        """Let the worker thread end."""
        self._batcher.close()

    def _annotate(self, looks: Sequence[_Look]) -> list[_Annotated]:
        with self._nlp.memory_zone():
            docs = [self._nlp.make_doc(look.text) for look in looks]
            for doc, look in zip(docs, looks, strict=True):
                doc._.thread = look.thread or ""
            return [
                _Annotated(
                    tuple(self._entities(doc)),
                    {name: score for name, score in doc.cats.items() if name in CATEGORIES},
                )
                for doc in self._nlp.pipe(docs, batch_size=len(docs))
            ]

    def _entities(self, doc: Doc) -> Iterator[tuple[int, int, str, float]]:
        """Yield offsets, our label and how sure it is: by the pipeline's scores, or as measured."""
        scored = doc.spans.get(SCORED)
        scores = scored.attrs["scores"] if scored is not None and scored.attrs else ()
        sure = {
            (span.start, span.end, span.label_): float(score)
            for span, score in zip(scored or (), scores, strict=False)
        }
        for ent in doc.ents:
            if (label := self._labels.get(ent.label_)) is not None:
                measured = self._precision.get(label, _UNMEASURED)
                score = sure.get((ent.start, ent.end, ent.label_), measured)
                yield ent.start_char, ent.end_char, label, score

    def _findings(self, place: _Place, seen: _Annotated) -> Iterator[Finding]:
        window = place.window
        for start, end, label, score in seen.entities:
            if not window.own_start <= window.offset + start < window.own_end:
                continue
            if self._is_product(label, window.text[start:end]):
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

    def _is_product(self, label: str, text: str) -> bool:
        words = text.lower().split()
        return label in _NEVER_PRODUCTS and self._products.issuperset(words)


def _places(part: TextPart) -> Iterator[_Place]:
    plain = fold(part.text)
    return (_Place(part, plain, window) for window in windows_of(plain.text))


def _thread(part: TextPart, own: Set[str], thread: str) -> str | None:
    """Return what the part is read in the light of: only a body answers what was said before."""
    if part.name not in own:
        return None
    return thread if part.kind is PartKind.BODY else ""


def _fault(future: asyncio.Future[_Annotated]) -> str | None:
    """Return what kept a look from being finished; the error's own words may quote the text."""
    if future.cancelled():
        return "out of time"
    error = future.exception()
    return None if error is None else type(error).__name__


def _keys(look: _Look) -> tuple[bytes, ...]:
    """Return what a look is remembered by: whoever read all of a text knows its entities too."""
    return look.key(), _Look(look.text).key()


def _load(name_or_path: str) -> Language:
    # For pipelines that use thinc: numpy's matrix routine is nearly twice as fast as its own.
    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(name_or_path)
    # The first text builds tables, for which no author should wait; and a pipeline that loads but
    # does not run is found out before it is relied on.
    nlp("Ada will be in Boston on Monday.")
    return nlp


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:200]


def _labels(nlp: Language) -> frozenset[str]:
    offered: Mapping[str, Any] = nlp.pipe_labels
    return frozenset(label for labels in offered.values() for label in labels)


def _known_labels(nlp: Language, label_map: Mapping[str, str]) -> Mapping[str, str]:
    wanted = {label: label_map.get(label, label) for label in _labels(nlp)}
    return {label: ours for label, ours in wanted.items() if ours in LABELS}


def _categories(nlp: Language) -> frozenset[str]:
    return _labels(nlp) & CATEGORIES.keys()


def _higher(scores: Mapping[str, float], others: Mapping[str, float]) -> Mapping[str, float]:
    return {name: max(score, scores.get(name, 0.0)) for name, score in others.items()}
