"""Places in a file are told in words and found again."""

import pytest

from bot.domain.attachment import Extract
from bot.extraction.places import MOST_IN_A_PLACE, Numbered, Places, blocks, joined, place_of, shown

PLACES = {
    "lines 201–400": Numbered("line", 201),
    "row 7": Numbered("row", 7),
    "member “a, b.csv”, rows 3–9": Numbered("row", 3, "member “a, b.csv”"),
    "page 3": None,
    "lines 1–2 (2)": None,
    "outlines 1–2": None,
}


@pytest.mark.parametrize(("place", "expected"), PLACES.items(), ids=PLACES)
def test_a_place_tells_its_unit_and_first_number(place, expected):
    assert place_of(Extract(place, "x")) == expected


def test_blank_blocks_are_left_out_and_still_counted():
    lines = [""] * 200 + ["text"]

    assert list(blocks("line", lines, 1000)) == [Extract("line 201", "text")]


SHOWN = {
    "plain": ("sheet “Löhne”", "sheet “Löhne”"),
    "bidi marks": ("invoice\u202efdp.exe", "invoice\ufffdfdp.exe"),
    "control characters": ("a\x1b[31m\nb\0", "a\ufffd[31m\ufffdb\ufffd"),
    "half a pair": ("a\ud800", "a\ufffd"),
    "too long": ("x" * 200 + ".exe", "x" * 80 + "…" + "x" * 35 + ".exe"),
}


@pytest.mark.parametrize(("name", "safe"), SHOWN.values(), ids=SHOWN)
def test_a_files_own_names_are_shown_safely(name, safe):
    assert shown(name) == safe


def test_a_place_within_a_place_comes_after_it():
    assert (joined("member “a”", "header"), joined("", "header"), joined("member “a”", "")) == (
        "member “a”, header",
        "header",
        "member “a”",
    )


def test_a_place_that_comes_again_is_numbered():
    places = Places()

    assert [places.unique(place) for place in ("a", "b", "a", "a (2)", "a")] == [
        "a",
        "b",
        "a (2)",
        "a (2) (2)",
        "a (3)",
    ]


def test_places_that_differ_only_beyond_what_is_shown_are_told_apart():
    places, long = Places(), "x" * MOST_IN_A_PLACE

    assert len({places.unique(f"{long}{number}{long}") for number in range(50)}) == 50
