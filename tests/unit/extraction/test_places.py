"""Places in a file are told in words and found again."""

import pytest

from bot.domain.attachment import Extract
from bot.extraction.places import blocks, place_of

PLACES = {"lines 201–400": ("line", 201), "row 7": ("row", 7), "page 3": None}


@pytest.mark.parametrize(("place", "expected"), PLACES.items(), ids=PLACES)
def test_a_place_tells_its_unit_and_first_number(place, expected):
    assert place_of(Extract(place, "x")) == expected


def test_blank_blocks_are_left_out_and_still_counted():
    lines = [""] * 200 + ["text"]

    assert list(blocks("line", lines, 1000)) == [Extract("line 201", "text")]
