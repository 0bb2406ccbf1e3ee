"""From tags of words to entities: where each begins, how far it goes on, how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

OUTSIDE, BEGINS, GOES_ON = range(3)
# Chosen on half of the public corpora's held-out rows, seen to hold on the other half.
_MAY_BE = 0.25  # how surely a neighbour must be inside
_SURER = 2.0  # times surer of a beginning than of going on: then another one begins
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of a text by its offsets in code points, and how sure its label is, 0 to 1."""

    start: int
    end: int
    label: str
    score: float


def entities(
    tags: Floats, words: Sequence[tuple[int, int]], levels: Mapping[str, float]
) -> list[Entity]:
    """Return the entities of a text in reading order, none overlapping another.

    `tags` are the probabilities (words, labels, 3) that a word is outside a label, begins one or
    goes on with it; `words` the words' offsets. A word is inside an entity with at least the
    label's level, and so are its neighbours that may be; labels stand in the order of `levels`.
    """
    found: list[Entity] = []
    within = 1.0 - tags[:, :, OUTSIDE]
    reached = within >= np.array(list(levels.values()), dtype=np.float32)
    for column in np.flatnonzero(reached.any(axis=0)):
        label = list(levels)[column]
        inside = reached[:, column] | (within[:, column] >= _MAY_BE)
        for first, behind in _runs(inside, tags[:, column]):
            if reached[first:behind, column].any():
                score = float(within[first:behind, column].mean())
                found.append(Entity(words[first][0], words[behind - 1][1], label, score))
    return _apart(found)


def _runs(inside: NDArray[np.bool_], tags: Floats) -> Iterator[tuple[int, int]]:
    """Yield the first word of each entity and the one behind its last."""
    places = np.flatnonzero(inside).tolist()
    first = places[0]
    for before, place in pairwise(places):
        if place != before + 1 or tags[place, BEGINS] > _SURER * tags[place, GOES_ON]:
            yield first, before + 1
            first = place
    yield first, places[-1] + 1


def _apart(found: Sequence[Entity]) -> list[Entity]:
    """Return those that stay where labels contend for a stretch: the surer, then the longer."""
    kept: list[Entity] = []
    for one in sorted(found, key=lambda each: (-each.score, each.start - each.end)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda each: each.start)
