"""Stretches of a text that may be one number taken apart: "5 3 6 - 22 - 8765", "five3six".

A stretch is a row of numbers with nothing but marks between them. Whether it stands for one number
is not known here: where it can be cut (at lines, at commas), its pieces are offered as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.detection.second_readings.number_words import Number, find_numbers

_MARKS = r" \n\r.,;/_*~()'\"`\u2000-\u2bff\u3000-\u303f\U0001f000-\U0001faff-"
_GAP = re.compile(
    rf"[{_MARKS}]{{1,5}}"
    rf"|[{_MARKS}]{{0,4}}(?:dash|hyphen|minus|dot|point|period|space|slash|comma|then)"
    rf"[{_MARKS}]{{0,4}}",
    re.IGNORECASE,
)
_LONGEST_GAP = 16
_CUT_ANYWHERE = re.compile(r"[\n;,]|\. ")
_HANGS_ON = re.compile(r"[^\W_][./_@$]?\Z")
_RUNS_ON = re.compile(r"[/_@]?[^\W_]")
_FEWEST, _MOST = 4, 19
_MOST_LINES = 4  # of more, each line is a row of a table


class Stretch(NamedTuple):
    """Numbers in a row, and what stands between them."""

    numbers: Sequence[Number]
    gaps: Sequence[str]

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.numbers[0].start, self.numbers[-1].end

    @property
    def digits(self) -> str:
        """All digits of its numbers."""
        return "".join(number.digits for number in self.numbers)

    @property
    def shape(self) -> tuple[int, ...]:
        """How many digits each number has."""
        return tuple(len(number.digits) for number in self.numbers)


def find_stretches(text: str, start: int = 0) -> Iterator[Stretch]:
    """Yield the stretches of a text in order, without those that are too short."""
    held: list[Number] = []
    for number in find_numbers(text, start):
        if held and not _joins(text, held[-1], number):
            yield from _whole_words(text, held)
            held = []
        held.append(number)
    if held:
        yield from _whole_words(text, held)


def layers_of(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """Yield what may be one number: the stretches themselves, then their pieces, cut by cut.

    Those of one layer do not overlap. What has too few or too many digits is left out.
    """
    pieces = list(stretches)
    if not pieces:
        return
    yield _long_enough(pieces)
    for cut in _CUTS:
        cuttings = [list(_cut_at(piece, cut)) for piece in pieces]
        yield _long_enough(part for parts in cuttings if len(parts) > 1 for part in parts)
        pieces = [part for parts in cuttings for part in parts]


def stretches_across(stretch: Stretch, border: int) -> Iterator[Stretch]:
    """Yield what may be one number that goes across a place between two of the stretch's."""
    numbers, gaps = stretch.numbers, stretch.gaps
    cuts = [0, *(at + 1 for at, gap in enumerate(gaps) if _CUT_ANYWHERE.search(gap)), len(numbers)]
    for start in (at for at in cuts[:-1] if numbers[at].end <= border):
        for end in (at for at in cuts[1:] if numbers[at - 1].start >= border):
            yield from _long_enough([Stretch(numbers[start:end], gaps[start : end - 1])])


def _joins(text: str, before: Number, after: Number) -> bool:
    if after.start - before.end > _LONGEST_GAP:
        return False
    gap = text[before.end : after.start]
    if not gap:
        return before.is_spelled or after.is_spelled
    if gap == ":":  # between others it is a time's
        return len(before.digits) == len(after.digits) == 1
    return _GAP.fullmatch(gap) is not None


def _whole_words(text: str, numbers: list[Number]) -> Iterator[Stretch]:
    """Yield the stretch without what is part of a word at its ends: "v1.2 3", "3 4th"."""
    gaps = [text[one.end : other.start] for one, other in pairwise(numbers)]
    first, last = 0, len(numbers)
    if _HANGS_ON.search(text, max(0, numbers[0].start - 2), numbers[0].start):
        first = _unspaced(gaps)
    if _RUNS_ON.match(text, numbers[-1].end):
        last -= _unspaced(gaps[::-1])
    whole = numbers[first:last]
    if sum(len(number.digits) for number in whole) >= _FEWEST:
        yield Stretch(whole, gaps[first : last - 1])


def _unspaced(gaps: Sequence[str]) -> int:
    """Return how many numbers hang together before the first space between them."""
    return 1 + next((at for at, gap in enumerate(gaps) if " " in gap or "\n" in gap), len(gaps))


def _long_enough(stretches: Iterable[Stretch]) -> list[Stretch]:
    return [one for one in stretches if _FEWEST <= sum(one.shape) <= _MOST]


def _cut_at(stretch: Stretch, cut: Callable[[Number, str, Number], bool]) -> Iterator[Stretch]:
    numbers, gaps = stretch.numbers, stretch.gaps
    ends = [at + 1 for at, gap in enumerate(gaps) if cut(numbers[at], gap, numbers[at + 1])]
    if cut is _at_lines and len(ends) >= _MOST_LINES:
        return
    for start, end in pairwise((0, *ends, len(numbers))):
        yield Stretch(numbers[start:end], gaps[start : end - 1])


def _at_lines(_before: Number, gap: str, _after: Number) -> bool:
    return "\n" in gap


def _at_sentences(_before: Number, gap: str, _after: Number) -> bool:
    return ";" in gap or ". " in gap


def _at_commas(_before: Number, gap: str, _after: Number) -> bool:
    return "," in gap


def _at_another_way_of_writing(before: Number, _gap: str, after: Number) -> bool:
    return _way_of_writing(before) != _way_of_writing(after)


def _way_of_writing(number: Number) -> tuple[bool, bool]:
    return number.is_spelled, not number.is_spelled and len(number.digits) == 1


_CUTS = (_at_lines, _at_sentences, _at_commas, _at_another_way_of_writing)
