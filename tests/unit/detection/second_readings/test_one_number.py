"""How numbers in a row are written says whether they are one; look-alikes differ in one thing."""

import pytest

from bot.detection.second_readings.digit_stretches import find_stretches
from bot.detection.second_readings.one_number import is_as_usual, is_near_ssn, is_one_number

ONE = {
    "spelled out": "five three six two",
    "mostly spelled out": "five three six 2 2 8",
    "spaced digit by digit": "5 3 6 2 2 8 7 6 5",
    "a PIN": "1 2 3 4",
    "the groups of a card": "4000 . 0000 . 1234 . 5676",
    "the groups of a card on two lines": "4000 0000\n1234 5676",
    "groups, its name before": "ssn 536 . 22 . 8765",
    "groups, its name behind": "536 . 22 . 8765 is my ssn",
    "joined groups, its name near": "ssn 53622 8765",
    "split groups, its name near": "ssn 53 6 22 87 65",
    "a line each, its name near": "ssn 536\n22\n8765",
    "commas, its name near": "card 4000, 0000, 1234, 5676",
    "called an order, but a phone's": "order by cell 9 1 9 7 3 3 2 3 9 1",
    "called a ticket, but short": "ticket 4 4 7 1",
}
NOT_ONE = {
    "two words and digits": "five three 62 28",
    "spaced with commas": "5, 3, 6, 2, 2, 8, 7, 6, 5",
    "a digit a line": "5\n3\n6\n2\n2\n8\n7\n6\n5",
    "groups of a card with commas": "4000, 0000, 1234, 5676",
    "groups without a name": "536 . 22 . 8765",
    "other groups": "ssn 53 622 8765",
    "other groups of another length": "ssn 12 . 345 . 678",
    "addresses": "card 4.0.0.0, 0.0.0.0, 1.2.3.4, 5.6.7.6",
    "as usual": "ssn 536-22-8765",
    "a phone as usual": "call (919) 733-2391",
    "one number": "ssn 536228765",
    "counting": "one two three four five",
    "counting in tens": "10 20 30 40 50",
    "the same again and again": "0 0 0 0 0 0 0 0 0",
    "called an order": "order 9 1 9 7 3 3 2 3 9 1",
    "called a code": "cell, dial-in code 9 1 9 7 3 3 2 3 9 1",
}


def _first(text):
    return next(find_stretches(text))


@pytest.mark.parametrize("text", ONE.values(), ids=ONE.keys())
def test_what_is_taken_apart_may_be_one_number(text):
    assert is_one_number(text, _first(text))


@pytest.mark.parametrize("text", NOT_ONE.values(), ids=NOT_ONE.keys())
def test_a_row_of_numbers_is_not_one(text):
    assert not is_one_number(text, _first(text))


USUAL = {
    "hyphens": ("536-22-8765", True),
    "mixed marks": ("536-22 8765", False),
    "another mark": ("536/22/8765", False),
    "spelled in part": ("5l4-29-8837", False),
    "a phone with brackets": ("1 (919) 733-2391", True),
    "a phone with dots and spaces": ("919 . 733 . 2391", False),
}


@pytest.mark.parametrize(("text", "expected"), USUAL.values(), ids=USUAL.keys())
def test_what_the_first_reading_reads_is_told(text, expected):
    assert is_as_usual(_first(text)) is expected


SSN = {
    "spelled": ("five thirty-six two two eight seven six five, my ssn", True),
    "single digits": ("social: 5 3 6 2 2 8 7 6 5", True),
    "joined groups": ("ssn 53622 8765", True),
    "other groups": ("ssn 536 228 765", False),
    "ten digits": ("ssn five thirty-six two two eight seven six five one", False),
    "no name": ("payroll 5 3 6 2 2 8 7 6 5", False),
}


@pytest.mark.parametrize(("text", "expected"), SSN.values(), ids=SSN.keys())
def test_nine_digits_stand_near_the_name_of_a_social_security_number_or_not(text, expected):
    assert is_near_ssn(text, _first(text)) is expected
