"""A number may be begun in one message and end in the next."""

import pytest

from bot.detection.second_readings.continued import reread_across

# What was said before, what is said now, and the part of it that ends a number.
ACROSS = {
    "the last group": ("my ssn is 536-22", "8765", "8765"),
    "a mark at the end": ("my ssn is 536-22-", "8765 thx", "8765"),
    "a mark at the beginning": ("my ssn is 536-22", "… -8765", "8765"),
    "and": ("my ssn is 536-22 and", "then 8765", "8765"),
    "what it is": ("my ssn is 536-22", "the last four are 8765", "8765"),
    "the rest": ("my ssn is 536-22", "rest: 8765", "8765"),
    "spelled out": ("ssn five three six two two", "eight seven six five", "eight seven six five"),
    "single digits": ("ssn 5 3 6 2", "2 8 7 6 5!", "2 8 7 6 5"),
    "several messages": ("ssn\n536\n22", "8765", "8765"),
    "another number before": ("at 12\nssn\n536-22", "8765", "8765"),
    "another number on the line before": ("ssn\n12\n536-22", "8765", "8765"),
    "another number behind": ("ssn 536-22", "8765, 44", "8765"),
    "a card without a name": ("4000 0000 1234", "5676", "5676"),
}
NOT_ACROSS = {
    "no number before": ("my ssn is", "8765"),
    "words behind the number": ("my ssn is 536-22 ok", "8765"),
    "no number now": ("my ssn is 536-22", "ok"),
    "words before the number": ("my ssn is 536-22", "i have 8765"),
    "a word that begins as a number does": ("my ssn is 536-22", "tender 8765"),
    "no name": ("536-22", "8765"),
    "another form": ("my ssn is 53-622", "8765"),
    "too few digits": ("my ssn is 536-22", "876"),
    "nothing before": ("", "8765"),
}


@pytest.mark.parametrize(("begun", "own", "end"), ACROSS.values(), ids=ACROSS.keys())
def test_a_number_goes_on_in_the_next_message(begun, own, end):
    ends = {own[slice(*origin)] for each in reread_across(begun, own) for origin in each.origins}

    assert ends == {end}


@pytest.mark.parametrize(("begun", "own"), NOT_ACROSS.values(), ids=NOT_ACROSS.keys())
def test_two_numbers_are_not_one(begun, own):
    assert list(reread_across(begun, own)) == []


def test_both_messages_are_read_as_one():
    texts = [each.text for each in reread_across("my ssn is 536-22-", "the rest: 8765 ok")]

    assert texts == ["my ssn is 536228765 ok", "my ssn is 536.22.8765 ok"]
