"""A spaCy component: one pass of a fine-tuned encoder gives a text's entities and categories."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as runtime
from spacy.language import Language
from spacy.tokens import Doc, Span
from tokenizers import Tokenizer

from bot.detection.tagging import Entity, Floats, entities
from bot.detection.wordpieces import Pieces, WordPieces

SCORED = "sc"  # the name spaCy's own scored spans have
_FILES = ("encoder.onnx", "tokenizer.json", "labels.json")
_RUNTIME_FAULTS = (
    runtime.Fail,
    runtime.InvalidArgument,
    runtime.InvalidGraph,
    runtime.InvalidProtobuf,
    runtime.NotImplemented,
    runtime.RuntimeException,
)
_NOT_LOADED = "the encoder has no weights: load the pipeline from its folder"

# What was said before the text, read along with it.
Doc.set_extension("thread", default="", force=True)


@dataclass(slots=True)
class _Seen:
    """What the windows of one text came to."""

    entities: list[Entity] = field(default_factory=list)
    scores: Mapping[str, float] = field(default_factory=dict)


class Encoder:
    """Sets `doc.ents`, `doc.spans["sc"]` with their scores, and `doc.cats`.

    `doc._.thread` is read as second segment: it bears on the categories, and is not tagged.
    """

    def __init__(self, *, threads: int, pieces: int) -> None:
        self._threads = threads
        self._pieces = pieces
        self._raw: dict[str, bytes] = {}
        self._cutter: WordPieces | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of entities, then the categories."""
        return (*self._levels, *self._categories)

    def __call__(self, doc: Doc) -> Doc:
        """Read one text."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Read texts, so many at once."""
        given = iter(stream)
        while docs := list(islice(given, batch_size)):
            for doc, seen in zip(docs, self._read(docs), strict=True):
                _annotate(doc, seen)
                yield doc

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights, the tokenizer and the labels into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._raw.items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Encoder:
        """Read what `to_disk` wrote."""
        self._raw = {name: (Path(path) / name).read_bytes() for name in _FILES}
        labels = json.loads(self._raw["labels.json"])
        self._levels: dict[str, float] = labels["entities"]
        self._categories: list[str] = labels["categories"]
        self._cutter = WordPieces(Tokenizer.from_buffer(self._raw["tokenizer.json"]))
        self._session = _session(self._raw["encoder.onnx"], self._threads)
        return self

    def _read(self, docs: Sequence[Doc]) -> list[_Seen]:
        if self._cutter is None:
            raise ValueError(_NOT_LOADED)
        windows = [
            (place, window)
            for place, doc in enumerate(docs)
            for window in self._cutter.read(doc.text, doc._.thread)
            if window.words
        ]
        seen = [_Seen(scores=dict.fromkeys(self._categories, 0.0)) for _ in docs]
        for batch in _alike(windows, self._pieces):
            tags, scores = self._run([window for _, window in batch])
            for at, (place, window) in enumerate(batch):
                self._note(seen[place], window, tags[at], scores[at])
        return seen

    def _run(self, windows: Sequence[Pieces]) -> tuple[Floats, Floats]:
        tags, scores = self._session.run(
            ("tags", "scores"),
            {
                "ids": _padded([window.ids for window in windows]),
                "segments": _padded([window.segments for window in windows]),
                "cases": _padded([window.cases for window in windows]),
            },
        )
        return tags, scores

    def _note(self, seen: _Seen, window: Pieces, tags: Floats, scores: Floats) -> None:
        found = entities(tags[window.firsts], window.words, self._levels)
        begin, end = window.words[window.own_start][0], window.words[window.own_end - 1][1]
        # What crosses the border of two windows is both's to report: better twice than not at all.
        seen.entities += [one for one in found if one.start < end and begin < one.end]
        named = zip(self._categories, scores.tolist(), strict=True)
        seen.scores = {name: max(score, seen.scores[name]) for name, score in named}


@Language.factory(
    "chatwarden_encoder",
    assigns=["doc.ents", "doc.cats", "doc.spans"],
    default_config={"threads": 1, "pieces": 256},
)
def make_encoder(nlp: Language, name: str, threads: int, pieces: int) -> Encoder:
    """Return an encoder that reads at most so many word pieces at once, or one window.

    More of them are slower a message: they leave the processor's cache.
    """
    return Encoder(threads=threads, pieces=pieces)


def _annotate(doc: Doc, seen: _Seen) -> None:
    spans: list[Span] = []
    scores: list[float] = []
    for one in sorted(seen.entities, key=lambda each: each.start):
        span = doc.char_span(one.start, one.end, label=one.label, alignment_mode="expand")
        if span is not None and (not spans or spans[-1].end <= span.start):
            spans.append(span)
            scores.append(one.score)
    doc.set_ents(spans)
    doc.spans[SCORED] = spans
    doc.spans[SCORED].attrs["scores"] = scores
    doc.cats = dict(seen.scores)


def _alike(
    windows: Sequence[tuple[int, Pieces]], pieces: int
) -> Iterator[list[tuple[int, Pieces]]]:
    """Yield windows of like length together: what is padded costs as much as what is read."""
    batch: list[tuple[int, Pieces]] = []
    for one in sorted(windows, key=lambda each: len(each[1].ids)):
        if batch and (len(batch) + 1) * len(one[1].ids) > pieces:
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


def _padded(rows: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    whole = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for at, row in enumerate(rows):
        whole[at, : len(row)] = row
    return whole


def _session(network: bytes, threads: int) -> onnxruntime.InferenceSession:
    try:
        return onnxruntime.InferenceSession(network, _options(threads), ["CPUExecutionProvider"])
    except _RUNTIME_FAULTS as error:  # they are bare exceptions, that no caller can know
        raise ValueError(type(error).__name__) from None


def _options(threads: int) -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # warnings of the library are no message of ours
    return options
