"""Many phrases in one pass."""

import pytest

from bot.detection.phrases import Phrases, plain

PHRASES = Phrases({"greeting": ["hello", "good day"], "short": ["hell", "hello"], "mark": ["#1"]})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hello you", {"greeting", "short"}),
        ("good   DAY", {"greeting"}),
        ("hellos", set()),
        ("say hello!", {"greeting", "short"}),
        ("othello", set()),
        ("a#1!", {"mark"}),
        ("", set()),
    ],
    ids=["whole", "spaces and case", "longer word", "punctuation", "inside", "no letter", "empty"],
)
def test_phrases_are_found_as_whole_words(text, found):
    assert PHRASES.find(plain(text)) == found


def test_plain_text_has_straight_apostrophes():
    assert plain("Don’t\nDO that") == "don't do that"
