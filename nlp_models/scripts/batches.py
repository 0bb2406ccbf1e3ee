"""Rows as tensors: pieces, tags and categories with their masks, in batches of like length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from rows import TAGGED, Row
from torch import Tensor

from bot.detection.wordpieces import WordPieces
from bot.domain.labels import CATEGORIES

UNKNOWN = -100  # what the loss leaves out
_MASK = 103  # BERT's [MASK]
_SPECIAL = 999  # the pieces up to here are special or single letters and marks


@dataclass(frozen=True, slots=True)
class Example:
    """A row cut into pieces; `tags` has a column a label, `cats` is nan where unknown."""

    ids: np.ndarray
    segments: np.ndarray
    cases: np.ndarray
    tags: np.ndarray
    cats: np.ndarray


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples padded to one length."""

    ids: Tensor
    segments: Tensor
    cases: Tensor
    tags: Tensor
    cats: Tensor


def examples(rows: Sequence[Row], pieces: WordPieces) -> Iterator[Example]:
    """Yield an example for each window of each row; an empty one is left out."""
    for row in rows:
        for at, window in enumerate(pieces.read(row.text, row.before)):
            if not window.words:
                continue
            tags = np.full((len(window.ids), len(TAGGED)), UNKNOWN, dtype=np.int64)
            tags[window.firsts] = _tags(row, window.words)
            yield Example(
                np.array(window.ids),
                np.array(window.segments),
                np.array(window.cases),
                tags,
                # A later window of a long text need not hold what the whole was judged for.
                _cats(row) if at == 0 else np.full(len(CATEGORIES), np.nan, dtype=np.float32),
            )


def _tags(row: Row, words: Sequence[tuple[int, int]]) -> np.ndarray:
    known = [TAGGED.index(label) for label in row.known]
    tags = np.full((len(words), len(TAGGED)), UNKNOWN, dtype=np.int64)
    tags[:, known] = 0
    for start, end in row.missing:
        inside = [at for at, (first, last) in enumerate(words) if first < end and start < last]
        tags[inside] = UNKNOWN
    for start, end, label in row.ents:
        inside = [at for at, (first, last) in enumerate(words) if first < end and start < last]
        for place, at in enumerate(inside):
            tags[at, TAGGED.index(label)] = 1 if place == 0 else 2
    return tags


def _cats(row: Row) -> np.ndarray:
    return np.array([row.cats.get(name, np.nan) for name in CATEGORIES], dtype=np.float32)


def batches(given: Sequence[Example], pieces: int, dice: random.Random) -> Iterator[list[Example]]:
    """Yield batches of about so many pieces, each of examples of like length, in random order."""
    order = sorted(given, key=lambda one: len(one.ids) + dice.random() * 6)
    made: list[list[Example]] = []
    batch: list[Example] = []
    for one in order:
        if batch and (len(batch) + 1) * len(one.ids) > pieces:
            made.append(batch)
            batch = []
        batch.append(one)
    made.append(batch)
    dice.shuffle(made)
    yield from made


def padded(batch: Sequence[Example], masked: float = 0.0) -> Batch:
    """Return the examples as tensors of one length, a share of the pieces masked."""
    length = max(len(one.ids) for one in batch)

    def grown(name: str, filler: int) -> Tensor:
        arrays = [getattr(one, name) for one in batch]
        shape = (len(batch), length, *arrays[0].shape[1:])
        whole = np.full(shape, filler, dtype=np.int64)
        for at, array in enumerate(arrays):
            whole[at, : len(array)] = array
        return torch.from_numpy(whole)

    ids = grown("ids", 0)
    if masked:
        hidden = (torch.rand(ids.shape) < masked) & (ids > _SPECIAL)
        ids = ids.masked_fill(hidden, _MASK)
    return Batch(
        ids,
        grown("segments", 0),
        grown("cases", 0),
        grown("tags", UNKNOWN),
        torch.from_numpy(np.stack([one.cats for one in batch])),
    )
