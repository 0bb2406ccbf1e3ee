"""Numbers are read as people say and type them."""

import pytest

from bot.detection.second_readings.number_words import Number, find_numbers

SAID = {
    "a digit": ("5", ["5"]),
    "digits": ("536", ["536"]),
    "a word": ("five", ["5"]),
    "capitals": ("FIVE Six", ["5", "6"]),
    "zeros": ("zero oh nought naught", ["0", "0", "0", "0"]),
    "the letter for a zero": ("four o oo", ["4", "0", "00"]),
    "a teen": ("fourteen", ["14"]),
    "tens": ("forty fourty ninty", ["40", "40", "90"]),
    "tens and ones": ("twenty-two twenty two twentytwo", ["22", "22", "22"]),
    "tens before a teen": ("twenty sixteen", ["20", "16"]),
    "tens before tens": ("twenty sixty", ["20", "60"]),
    "twice": ("double five", ["55"]),
    "three times": ("triple oh", ["000"]),
    "four times, hyphened": ("quadruple-zero", ["0000"]),
    "twice a digit": ("double 5", ["55"]),
    "a hundred": ("five hundred", ["500"]),
    "hundreds and more": ("five hundred and thirty-six", ["536"]),
    "tens of hundreds": ("eighty-seven hundred sixty-five", ["8765"]),
    "thousands": ("8 thousand twelve", ["8012"]),
    "a hundred before another word": ("five hundred sixes", ["500", "6"]),
    "glued words": ("five3six", ["5", "3", "6"]),
    "a word after a digit": ("5one", ["5", "1"]),
    "oh after a digit": ("5oh", ["5", "0"]),
    "letters among digits": ("4OO1 5l4 O21", ["4001", "514", "021"]),
    "no letters alone": ("I l lol ill", []),
    "within a word": ("someone weighs", []),
    "no number": ("the order", []),
}


@pytest.mark.parametrize(("text", "digits"), SAID.values(), ids=SAID.keys())
def test_numbers_are_read_as_said(text, digits):
    assert [number.digits for number in find_numbers(text)] == digits


def test_a_number_knows_where_it_stands_and_how_it_is_written():
    assert list(find_numbers("x twenty-two 7 4O", start=1)) == [
        Number(2, 12, "22", is_spelled=True),
        Number(13, 14, "7", is_spelled=False),
        Number(15, 17, "40", is_spelled=True),
    ]


def test_what_stands_before_the_start_is_left_out():
    assert [number.digits for number in find_numbers("one two three", start=4)] == ["2", "3"]
