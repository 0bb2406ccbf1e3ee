"""Texts are folded to what a person reads, and every offset leads back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.detection.plain_text import fold

# What is written, what is read, and the part of the original that "514" or "jo" stands for.
WRITTEN = {
    "plain": ("ssn 514", "ssn 514", "514"),
    "Cyrillic look-alikes": ("ѕѕn 514", "ssn 514", "514"),
    "full-width digits": ("ssn ５１４", "ssn 514", "５１４"),
    "Arabic digits": ("ssn ٥١٤", "ssn 514", "٥١٤"),
    "zero-width marks": ("ssn 5\u200b1\u20604", "ssn 514", "5\u200b1\u20604"),
    "keycaps": ("5\ufe0f\u20e31\ufe0f\u20e34", "514", "5\ufe0f\u20e31\ufe0f\u20e34"),
    "odd spaces and dashes": ("a\u00a0514\u2013b", "a 514-b", "514"),
    "a line separator": ("a\u2028514", "a\n514", "514"),
    "small capitals": ("ᴘɪɴ 514", "pin 514", "514"),
    "letters in boxes": ("🅿🅸🅽 514", "PIN 514", "514"),
    "digits in discs": ("pin ❺❶❹", "pin 514", "❺❶❹"),
    "letters that show nothing": ("a\u3164514\u2800b", "a 514 b", "514"),
    "combining marks": ("s\u0336s\u0336n 5\u03361\u03364", "ssn 514", "5\u03361\u03364"),
    "an emoji before": ("\U0001f600 514", "\U0001f600 514", "514"),
    "a ligature": ("ﬁ 514", "fi 514", "514"),
    "half a surrogate pair": ("\ud800 514", "\ufffd 514", "514"),
    "curly quotes": ("“514”", '"514"', "514"),
    "entities": ("a &amp; 514 &lt; b", "a & 514 < b", "514"),
    "a phone link": ("<tel:+1514|514> x", "514 x", "514"),
    "a phone link with nothing shown": ("<tel:514> x", "514 x", "514"),
    "a mail link": ("<mailto:jo@a.io|jo@a.io>!", "jo@a.io!", "jo"),
    "a web link": ("see <https://a.io/514>!", "see https://a.io/514!", "514"),
    "a web link shown as itself": ("<https://a.io/514|a.io/514>", "https://a.io/514", "514"),
    "a web link with a title": ("<https://a.io|is 514>", "https://a.io is 514", "514"),
    "entities within a link": ("<https://a.io?a&amp;514>", "https://a.io?a&514", "514"),
    "a mention": ("<@U514X> 514", "  514", "514"),
    "no markup": ("1 < 2 > 514", "1 < 2 > 514", "514"),
    "letters of their own": ("é 514", "é 514", "514"),
}


@pytest.mark.parametrize(("text", "read", "original"), WRITTEN.values(), ids=WRITTEN.keys())
def test_a_text_is_read_as_a_person_reads_it(text, read, original):
    sought = "jo" if "jo" in read else "514"

    plain = fold(text)

    start, end = plain.original(plain.text.index(sought), plain.text.index(sought) + len(sought))
    assert (plain.text, text[start:end]) == (read, original)


def test_plain_text_is_read_as_it_is():
    text = "nothing to fold"

    plain = fold(text)

    assert plain.text is text


@given(st.text(st.characters() | st.sampled_from("<>|&;:@#!amptelgⅷ\u200bѕ５")))
def test_every_span_leads_into_the_original_and_in_order(text):
    plain = fold(text)

    spans = [plain.original(at, at + 1) for at in range(len(plain.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(st.text(st.characters(max_codepoint=127, exclude_characters="<&")))
def test_ascii_without_markup_keeps_its_offsets(text):
    plain = fold(text)

    assert plain.text == text


@pytest.mark.parametrize(
    ("letter", "plain"),
    [("\N{KELVIN SIGN}", "K"), ("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", "I"), ("\u017f", "s")],
    ids=["a Kelvin sign", "a dotted I", "a long s"],
)
def test_a_letter_whose_lower_case_is_ascii_is_folded_too(letter, plain):
    assert fold(f"a{letter}b").text == f"a{plain}b"
