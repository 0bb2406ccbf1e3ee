"""How well what was found fits what is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass

Span = tuple[int, int, str]
Matching = Callable[[Span, Span], bool]


def overlapping(one: Span, other: Span) -> bool:
    """Whether two stretches share a character."""
    return one[0] < other[1] and other[0] < one[1]


def exact(one: Span, other: Span) -> bool:
    """Whether two stretches begin and end alike."""
    return one[:2] == other[:2]


@dataclass(frozen=True, slots=True)
class Score:
    """Of so many findings so many are right; of so many marks so many were met."""

    found: int = 0
    right: int = 0
    marked: int = 0
    met: int = 0

    def __add__(self, other: Score) -> Score:
        """Return both together."""
        return Score(
            self.found + other.found,
            self.right + other.right,
            self.marked + other.marked,
            self.met + other.met,
        )

    @property
    def precision(self) -> float:
        """The part of the findings that is right; 0 without findings."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The part of the marks that was met; 0 without marks."""
        return self.met / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(
    pairs: Iterable[tuple[Set[Span], Set[Span]]], label: str, matches: Matching = overlapping
) -> Score:
    """Return the score of one label over texts, each as its marks and its findings."""
    return sum((_score_text(marks, found, label, matches) for marks, found in pairs), Score())


def _score_text(marks: Set[Span], found: Set[Span], label: str, matches: Matching) -> Score:
    wanted = [mark for mark in marks if mark[2] == label]
    given = [each for each in found if each[2] == label]
    return Score(
        found=len(given),
        right=sum(any(matches(each, mark) for mark in wanted) for each in given),
        marked=len(wanted),
        met=sum(any(matches(mark, each) for each in given) for mark in wanted),
    )
