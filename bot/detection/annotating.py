"""Runs a spaCy pipeline over texts and frees what it says of spaCy's own objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from spacy.language import Language
from spacy.tokens import Doc

from bot.detection.encoder import SCORED
from bot.detection.remembering import digest
from bot.domain.labels import CATEGORIES

_UNMEASURED = 0.6  # how sure a pipeline is held to be that says nothing about itself


@dataclass(frozen=True, slots=True)
class Look:
    """A text to read, and the thread before it; None where only its entities are asked for."""

    text: str
    thread: str | None = None

    def keys(self) -> tuple[bytes, ...]:
        """Return what it is remembered by; the text itself is not kept.

        Whoever read all of a text knows its entities too.
        """
        entities = digest(self.text, "entities")
        if self.thread is None:
            return (entities,)
        return digest(self.text, f"thread {self.thread}"), entities


@dataclass(frozen=True, slots=True)
class Annotated:
    """What one text holds: offsets, label and how sure; and the categories' scores."""

    entities: tuple[tuple[int, int, str, float], ...] = ()
    scores: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


class Annotator:
    """A loaded pipeline; `labels` says what its labels are called here."""

    def __init__(self, nlp: Language, labels: Mapping[str, str]) -> None:
        self._nlp = nlp
        self._labels = labels
        self._precision: Mapping[str, float] = nlp.meta.get("chatwarden", {}).get("precision", {})

    @property
    def labels(self) -> frozenset[str]:
        """The labels of ours it can report."""
        return frozenset(self._labels.values())

    def annotate(self, looks: Sequence[Look]) -> list[Annotated]:
        """Return what each text holds; raises whatever the pipeline's components raise."""
        with self._nlp.memory_zone():
            docs = [self._nlp.make_doc(look.text) for look in looks]
            for doc, look in zip(docs, looks, strict=True):
                doc._.thread = look.thread or ""
            return [
                Annotated(
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
