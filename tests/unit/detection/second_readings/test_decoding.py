"""Base64 and hexadecimal are turned back into text, and only into text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.detection.second_readings.decoding import decode, find_encoded

TEXT = {
    "Base64": ("SHVudGVyMiE=", "Hunter2!"),
    "Base64 without its end": ("SHVudGVyMiE", "Hunter2!"),
    "Base64 for addresses": ("fn5-fj9-fn4_", "~~~~?~~~?"),
    "Base64 of two lines": ("YWIKY2Q=", "ab\ncd"),
    "Base64 of other letters": ("w6TDtsO8w58=", "äöüß"),
    "what echo adds": ("SHVudGVyMiEK", "Hunter2!"),
    "hexadecimal": ("48756e7465723221", "Hunter2!"),
    "hexadecimal, spaced": ("48 75 6e 74", "Hunt"),
    "hexadecimal, with its mark": ("0x48 0x75 0x6e 0x74", "Hunt"),
    "hexadecimal, escaped": (r"\x48\x75\x6e\x74", "Hunt"),
    "hexadecimal, as in addresses": ("%48%75%6e%74", "Hunt"),
}
NO_TEXT = {
    "a word": "password",
    "too short": "YWJj",
    "bytes": "iVBORw0KGgo=",
    "one letter too many": "SHVudGVyM",
    "a digest": "5f4dcc3b5aa765d61d8327deb882cf99",
    "control characters": "01020304050607",
}


@pytest.mark.parametrize(("encoded", "text"), TEXT.values(), ids=TEXT.keys())
def test_text_is_decoded(encoded, text):
    assert decode(encoded) == text


@pytest.mark.parametrize("encoded", NO_TEXT.values(), ids=NO_TEXT.keys())
def test_what_is_no_text_is_left_alone(encoded):
    assert decode(encoded) is None


def test_what_is_encoded_is_found_where_it_stands():
    text = "pw SHVudGVyMiE=, hex 48 75 6e 74; word"

    assert [(text[start:end], said) for start, end, said in find_encoded(text)] == [
        ("SHVudGVyMiE=", "Hunter2!"),
        ("48 75 6e 74", "Hunt"),
    ]


def test_what_stands_before_the_start_is_left_out():
    assert list(find_encoded("SHVudGVyMiE= SHVudGVyMiE=", 1)) == [(13, 25, "Hunter2!")]


@given(st.text() | st.from_regex(r"\A[A-Za-z0-9+/=_-]{0,40}\Z"))
def test_nothing_breaks_it(text):
    assert all(0 <= start < end <= len(text) for start, end, _ in find_encoded(text))
