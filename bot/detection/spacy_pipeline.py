"""Reads text with a spaCy pipeline: ours, or any other whose labels can be mapped to ours."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import spacy
import structlog
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

import bot
from bot.detection.batching import Batcher
from bot.detection.lexicon import load_words
from bot.detection.reading import PipelineReading
from bot.detection.remembering import Remembering
from bot.detection.windows import Window, windows_of
from bot.domain.finding import Finding
from bot.domain.labels import CATEGORIES, LABELS
from bot.domain.message import TextPart
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
_REMEMBERED = 2048  # windows; about 4 MB
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Annotated:
    """What one window holds, freed of spaCy's own objects: those die with the memory zone."""

    entities: tuple[tuple[int, int, str], ...]
    scores: Mapping[str, float]


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
        remembering = Remembering(self._annotate, at_most=_REMEMBERED)
        self._batcher: Batcher[str, _Annotated] = Batcher(remembering, at_most=at_most)

    @property
    def labels(self) -> frozenset[str]:
        """The labels of ours it can report."""
        return frozenset(self._labels.values())

    async def read(self, parts: Sequence[TextPart], context: Sequence[TextPart]) -> PipelineReading:
        """Return entities of parts and context, and the category scores of the parts."""
        looks = [(part, window) for part in (*parts, *context) for window in windows_of(part.text)]
        futures = self._batcher.submit([window.text for _, window in looks])
        _, late = await asyncio.wait(futures, timeout=self._seconds) if futures else ((), ())
        for future in late:
            future.cancel()
        findings: list[Finding] = []
        scores: dict[str, float] = {}
        unfinished: dict[str, None] = {}
        own = {part.name for part in parts}
        for (part, window), future in zip(looks, futures, strict=True):
            if future.cancelled() or future.exception() is not None:
                unfinished[f"pipeline: {part.name}"] = None
                continue
            seen = future.result()
            findings += self._findings(part, window, seen)
            if part.name in own:
                scores = {**scores, **_higher(scores, seen.scores)}
        return PipelineReading(
            findings=tuple(findings), scores=scores, unfinished=tuple(unfinished)
        )

    def close(self) -> None:
        """Let the worker thread end."""
        self._batcher.close()

    def _annotate(self, texts: Sequence[str]) -> list[_Annotated]:
        with self._nlp.memory_zone():
            return [
                _Annotated(
                    tuple((ent.start_char, ent.end_char, ent.label_) for ent in doc.ents),
                    {name: score for name, score in doc.cats.items() if name in CATEGORIES},
                )
                for doc in self._nlp.pipe(texts, batch_size=len(texts))
            ]

    def _findings(self, part: TextPart, window: Window, seen: _Annotated) -> list[Finding]:
        return [
            Finding(
                label=self._labels[label],
                part=part.name,
                start=window.offset + start,
                end=window.offset + end,
                confidence=self._precision.get(self._labels[label], _UNMEASURED),
                because=_BECAUSE,
            )
            for start, end, label in seen.entities
            if label in self._labels
            and window.own_start <= window.offset + start < window.own_end
            and not self._is_product(label, window.text[start:end])
        ]

    def _is_product(self, label: str, text: str) -> bool:
        words = text.lower().split()
        return self._labels[label] in _NEVER_PRODUCTS and self._products.issuperset(words)


def _load(name_or_path: str) -> Language:
    # numpy's matrix routine is nearly twice as fast here as thinc's own.
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
