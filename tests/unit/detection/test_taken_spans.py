"""A stretch of text is taken once."""

import pytest

from bot.detection.taken_spans import TakenSpans


@pytest.mark.parametrize(
    ("span", "free"),
    [
        pytest.param((0, 10), True, id="before"),
        pytest.param((20, 30), True, id="right behind"),
        pytest.param((5, 11), False, id="into its beginning"),
        pytest.param((19, 25), False, id="out of its end"),
        pytest.param((12, 15), False, id="inside"),
        pytest.param((5, 25), False, id="around"),
        pytest.param((10, 20), False, id="the same"),
    ],
)
def test_what_overlaps_is_not_taken_again(span, free):
    taken = TakenSpans()
    taken.take(10, 20)

    assert taken.take(*span) is free


def test_all_that_is_taken_stays_so():
    taken = TakenSpans()

    answers = [taken.take(start, start + 2) for start in (4, 0, 8, 5, 1, 9, 2)]

    assert answers == [True, True, True, False, False, False, True]
