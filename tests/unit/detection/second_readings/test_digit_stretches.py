"""Numbers with nothing but marks between them are one stretch, and its pieces are offered too."""

import pytest

from bot.detection.second_readings.digit_stretches import (
    find_stretches,
    layers_of,
    stretches_across,
)

TOGETHER = {
    "spaces": ("ssn 5 3 6 2 ok", ["5 3 6 2"]),
    "marks": ("(5.3)-6/2", ["5.3)-6/2"]),
    "lines": ("536-\n22-\n8765", ["536-\n22-\n8765"]),
    "words for marks": ("five dash three dash six dash two", ["five dash three dash six dash two"]),
    "emoji": ("5🔥3🔥6🔥2", ["5🔥3🔥6🔥2"]),
    "colons between single digits": ("5:3:6:2", ["5:3:6:2"]),
    "glued words": ("five3six2", ["five3six2"]),
    "another word between": ("5 3 6 2 and 7 7 7 7", ["5 3 6 2", "7 7 7 7"]),
    "a column between": ("5362 | 7777", ["5362", "7777"]),
    "too much between": ("5362          7777", ["5362", "7777"]),
    "a time": ("11:02 33:44", ["02 33"]),
    "too few digits": ("5 3 6", []),
    "the tail of a version": ("v1.2.3.4.5 6 7 8 9", ["6 7 8 9"]),
    "the tail of a word": ("é1 2 3 4 5", ["2 3 4 5"]),
    "the head of a word": ("1 2 3 4 5th", ["1 2 3 4"]),
    "the head of a path": ("1 2 3 4 5.6/x", ["1 2 3 4"]),
    "all part of words": ("v1.2.3.4x", []),
}


def _texts(text, stretches):
    return [text[slice(*stretch.span)] for stretch in stretches]


@pytest.mark.parametrize(("text", "expected"), TOGETHER.values(), ids=TOGETHER.keys())
def test_numbers_are_one_stretch_where_only_marks_are_between_them(text, expected):
    assert _texts(text, find_stretches(text)) == expected


def test_a_stretch_knows_its_digits_and_groups():
    [stretch] = find_stretches("5 36-twenty two")

    assert (stretch.digits, stretch.shape, stretch.gaps) == ("53622", (1, 2, 2), [" ", "-"])


def test_only_what_is_behind_the_start_is_looked_at():
    assert _texts("1 2 3 4 x 5 6 7 8", find_stretches("1 2 3 4 x 5 6 7 8", 9)) == ["5 6 7 8"]


LAYERS = {
    "nothing to cut": ("5 3 6 2", [["5 3 6 2"], [], [], [], []]),
    "lines": ("5 3 6 2\n7 7 7 7", [["5 3 6 2\n7 7 7 7"], ["5 3 6 2", "7 7 7 7"], [], [], []]),
    "sentences": ("1234. 5678", [["1234. 5678"], [], ["1234", "5678"], [], []]),
    "commas": ("1234, 5678", [["1234, 5678"], [], [], ["1234", "5678"], []]),
    "other writing": ("1 2 3 4 56/78", [["1 2 3 4 56/78"], [], [], [], ["1 2 3 4", "56/78"]]),
    "too long as a whole": ("1234567890; 1234567890", [[], [], ["1234567890"] * 2, [], []]),
    "a table": ("1 2 3 4\n" * 6, [[], [], [], [], []]),
    "nothing": ("x", []),
}


@pytest.mark.parametrize(("text", "layers"), LAYERS.values(), ids=LAYERS.keys())
def test_pieces_are_offered_cut_by_cut(text, layers):
    found = [_texts(text, layer) for layer in layers_of(find_stretches(text))]

    assert found == layers


def test_across_a_border_heads_and_tails_may_be_left_out_at_their_cuts():
    text = "12; 536 22\n8765, 44"
    [stretch] = find_stretches(text)

    found = _texts(text, stretches_across(stretch, text.index("\n")))

    assert found == [
        "12; 536 22\n8765",
        "12; 536 22\n8765, 44",
        "536 22\n8765",
        "536 22\n8765, 44",
    ]
