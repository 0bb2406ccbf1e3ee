"""What is found in a second reading leads back to what stood there."""

import pytest

from bot.detection.second_readings.rereading import Reread, replaced

TEXT = "a 1 2 b 3 4 c"
CHANGES = [((2, 5), "12"), ((8, 11), "34!")]


def test_stretches_are_replaced_and_the_rest_stays():
    assert replaced(TEXT, CHANGES) == Reread(
        "a 12 b 34! c", made=((2, 4), (7, 10)), origins=((2, 5), (8, 11))
    )


def test_nothing_replaced_is_the_same_text():
    assert replaced(TEXT, []) == Reread(TEXT)


ORIGINS = {
    "the whole": ((2, 4), (2, 5)),
    "a part": ((8, 9), (8, 11)),
    "before": ((0, 1), None),
    "between": ((5, 6), None),
    "more than was put in": ((2, 5), None),
    "from before into it": ((6, 8), None),
    "behind": ((11, 12), None),
}


@pytest.mark.parametrize(("span", "origin"), ORIGINS.values(), ids=ORIGINS.keys())
def test_only_what_was_put_in_has_an_origin(span, origin):
    assert replaced(TEXT, CHANGES).origin(*span) == origin
