"""Places in a file are taken together, and told so that a person finds them."""

import pytest

from bot.domain.places import Stretch, in_words, read_place

PLACES = {
    "rows": ("rows 1–200", Stretch("row", 1, 200)),
    "one row": ("row 7", Stretch("row", 7, 7)),
    "a page": ("page 3", Stretch("page", 3, 3)),
    "something on a page": ("page 3, comment 2", Stretch("comment", 2, 2, "page 3")),
    "two words": ("hidden slide 4", Stretch("hidden slide", 4, 4)),
    "rows of a file within": (
        "attached file “a, b.csv”, rows 2–9",
        Stretch("row", 2, 9, "attached file “a, b.csv”"),
    ),
    "cells": ("sheet “S”, cells A1:AB200", Stretch("cell", 1, 200, "sheet “S”", "AB")),
    "nothing numbered": ("slide 4, notes", None),
    "a place that was there before": ("rows 1–200 (2)", None),
    "the whole file": ("whole file", None),
    "an endless number": (f"row {'9' * 5_000}", None),
}


@pytest.mark.parametrize(("place", "stretch"), PLACES.values(), ids=PLACES.keys())
def test_a_place_is_read_as_a_stretch_where_something_is_numbered(place, stretch):
    assert read_place(place) == stretch


TOGETHER = {
    "blocks that follow": (["rows 201–400", "rows 1–200"], "rows 1–400"),
    "one": (["row 2"], "row 2"),
    "a gap": (["page 1", "page 2", "page 7"], "pages 1–2 and 7"),
    "two gaps": (["page 1", "page 4", "page 7"], "pages 1, 4 and 7"),
    "many gaps": (["page 1", "page 4", "page 7", "page 10"], "pages 1–10 (not all)"),
    "a large number": (["rows 2–10001"], "rows 2–10,001"),
    "within": (["page 1, comment 1", "page 1, comment 2"], "page 1, comments 1–2"),
    "cells": (["cells A1:C200", "cells A201:AB400"], "cells A1:AB400"),
    "cells with a gap": (["cells A1:C200", "cells A401:C500"], "cells A1:C200 and A401:C500"),
    "cells with many gaps": (
        [f"cells A{n}:C{n}" for n in (1, 3, 5, 7)],
        "cells A1:C7 (not all)",
    ),
}


@pytest.mark.parametrize(("places", "words"), TOGETHER.values(), ids=TOGETHER.keys())
def test_places_are_told_in_one_go(places, words):
    assert in_words([read_place(place) for place in places]) == words


NARROWED = {
    "a row": ("rows 201–400", 6, Stretch("row", 203, 203)),
    "a line within": ("file “a”, lines 1–3", 0, Stretch("line", 1, 1, "file “a”")),
    "a page has no lines": ("page 3", 6, Stretch("page", 3, 3)),
    "more lines than the place says": ("rows 1–2", 6, Stretch("row", 1, 2)),
}


@pytest.mark.parametrize(("place", "start", "stretch"), NARROWED.values(), ids=NARROWED.keys())
def test_an_offset_tells_the_row(place, start, stretch):
    assert read_place(place).narrowed("ab\ncd\nef", start) == stretch
