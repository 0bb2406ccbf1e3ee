"""Numbers that were taken apart are put together in a second reading."""

import pytest
import re2

from bot.detection.second_readings.rereading import Reread
from bot.detection.second_readings.taken_apart import TAKEN_APART, reread

READ = {
    "spelled out": ("mrn four four seven one", ["mrn 4471"]),
    "nine digits": ("ssn 5 3 6 2 2 8 7 6 5.", ["ssn 536228765.", "ssn 536.22.8765."]),
    "nine in other groups": ("aba 021 077 669", ["aba 021077669"]),
    "two in one text": ("5 3 6 2 or 7 7 1 3", ["5362 or 7713"]),
    "a piece of a stretch": ("4 4 7 1; 12/27", ["4471; 12/27"]),
    "as usual": ("ssn 536-22-8765", []),
    "nothing": ("two or three of the four", []),
}


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ.keys())
def test_numbers_are_put_together(text, expected):
    assert [each.text for each in reread(text)] == expected


def test_what_was_put_together_leads_back():
    assert list(reread("pin 4 4 7 1 ok")) == [
        Reread("pin 4471 ok", made=((4, 8),), origins=((4, 11),))
    ]


def test_what_is_only_read_along_stays():
    assert [each.text for each in reread("1 2 3 4\n5 5 7 7", 8)] == ["1 2 3 4\n5577"]


OPENS = {
    "words": "five three six",
    "words and a mark": "five dash three",
    "a word between digits": "5 three 6",
    "digits between words": "five 3 six",
    "single digits": "5 3 6 2",
    "single digits in brackets": "(5.3.6.2)",
    "letters among digits": "4OOO 1234",
    "a card's groups": "4000 . 0000 . 1234",
    "a card's groups, mixed": "4000-0000 1234",
    "a card's groups on lines": "4000\n0000-1234",
    "a name and odd gaps": "ssn 536 . 22 . 8765",
    "odd gaps and a name": "536 / 22 / 8765 is my ssn",
    "a name and lines": "ssn 536\n22\n8765",
    "a name and mixed marks": "my_ssn 536-22 8765",
    "a name and joined groups": "ssn 53622-8765",
    "a name and split groups": "ssn 53 6 22 8765",
    "a name and groups of three": "routing 021 077 669",
}
SHUT = {
    "a word alone": "one",
    "two words": "twenty-two",
    "words between words": "two or three of the four",
    "a date and a time": "on 2026-03-12 at 11:02:09",
    "a number as usual": "my ssn is 536-22-8765",
    "a phone as usual": "call 919-733-2391",
    "a card as usual": "card 4000 0000 1234 5676",
    "a version": "call me when 2.31.0 is out",
    "odd gaps without a name": "536 . 22 . 8765",
    "a table": "1 | 2 | 3 | 4",
}


@pytest.mark.parametrize("text", OPENS.values(), ids=OPENS.keys())
def test_the_gate_opens_for_what_may_be_taken_apart(text):
    assert re2.search(TAKEN_APART.gate, text) is not None


@pytest.mark.parametrize("text", SHUT.values(), ids=SHUT.keys())
def test_the_gate_stays_shut_for_ordinary_messages(text):
    assert re2.search(TAKEN_APART.gate, text) is None
