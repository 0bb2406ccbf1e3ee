"""How the text of a page is tidied."""

import pytest

from bot.extraction.pages.page_text import letters_in, tidy

CUT = {
    "a word": ("confi-\r\ndential", "confidential"),
    "a word, marked": ("confi\x02\r\ndential", "confidential"),
    "a word, soft": ("confi\u00ad\ndential", "confidential"),
    "a number": ("123-\r\n45-6789", "123-45-6789"),
    "a double name": ("Smith-\r\nJones", "Smith-\nJones"),
    "a dash": ("so -\r\nand", "so -\nand"),
    "no hyphen": ("one\r\ntwo\rthree", "one\ntwo\nthree"),
}


@pytest.mark.parametrize(("text", "tidied"), CUT.values(), ids=CUT)
def test_what_a_line_end_cut_is_joined_where_that_is_safe(text, tidied):
    assert tidy(text) == tidied


LETTERS = {
    "text": ("a b c", 3),
    "unknown letters": ("\ufffd\ue000a", 0),
    "a stray one": ("abcd\ufffd", 4),
}


@pytest.mark.parametrize(("text", "count"), LETTERS.values(), ids=LETTERS)
def test_a_text_of_unknown_letters_counts_as_none(text, count):
    assert letters_in(text) == count
