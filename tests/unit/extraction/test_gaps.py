"""What was not read is told in one line."""

import pytest

from bot.extraction.gaps import in_words
from bot.extraction.pieces import Gap

TOLD = {
    "nothing": ([], ""),
    "of the file itself": ([Gap("it is torn")], "it is torn"),
    "of a part": ([Gap("it is torn", "page 3")], "page 3: it is torn"),
    "the same place twice": ([Gap("it is torn", "page 3")] * 2, "page 3: it is torn"),
    "the same reason in two places": (
        [Gap("no OCR here", "page 1"), Gap("no OCR here", "page 2")],
        "page 1 and 1 more place: no OCR here",
    ),
    "the same reason in many places": (
        [Gap("no OCR here", f"page {number}") for number in range(1, 1203)],
        "page 1 and 1,201 more places: no OCR here",
    ),
    "three reasons": (
        [Gap("a", "x"), Gap("b"), Gap("c", "y")],
        "x: a; b; y: c",
    ),
    "more than three": ([Gap(letter) for letter in "abcdefg"], "a; b; c; and 4 more"),
}


@pytest.mark.parametrize(("gaps", "words"), TOLD.values(), ids=TOLD)
def test_gaps_are_told_with_their_places_each_reason_once(gaps, words):
    assert in_words(gaps) == words
