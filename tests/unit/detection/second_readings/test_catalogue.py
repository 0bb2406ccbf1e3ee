"""What every second reading owes: its own name, quiet on odd text, linear time, true offsets."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.detection.catalogue import CATALOGUE
from bot.detection.identifiers import IdentifierTier
from bot.detection.second_readings.catalogue import SECOND_READINGS
from bot.detection.second_readings.rereading import SecondReading
from bot.domain.message import TextPart

LONG = 400_000  # characters
# Far above what any takes on a loaded machine, far below what a quadratic one would.
SECONDS = 10.0
PLAIN = {
    "digits": "1234567890",
    "spaced digits": "5 3 6 2 2 8 7 6 5 1 ",
    "number words": "five three six twenty two ",
    "Base64": "YWJjIGRlZiBn",
}
# Repeated to a quarter of that.
LONG_TEXTS = {
    "spaced digits in lines": "5 3 6 2\n2 8 7 6 5 1, ",
    "dotted digits": "1.2.3.4.5.",
    "glued number words": "fivethreesix",
    "tens": "twenty ",
    "doubles": "double ",
    "letters for digits": "lol0 ",
    "spelled numbers": "ssn five three six two two eight seven six five x ",
    "spaced numbers": "ssn 5 3 6 - 2 2 - 8 7 6 5 x ",
    "numbers in lines": "ssn 536-\n22-\n8765\n",
    "many secrets": "password base64 SHVudGVyMiE= ",
    "bytes": "hex 35 36 ",
    "escaped bytes": r"\x35\x36",
    "spelled addresses": "mail jo dot doe at corp dot io ",
    "dots": "a dot ",
    "at signs": "a @ a . ",
}
TIER = IdentifierTier(CATALOGUE, seconds_each=60)
WIDE_OPEN = IdentifierTier(
    CATALOGUE,
    readings=[
        SecondReading(name=each.name, gate="", reread=each.reread, because=each.because)
        for each in SECOND_READINGS
    ],
)
PIECES = st.sampled_from(
    [
        *(
            "ssn ",
            "card ",
            "call ",
            "pw ",
            "base64 ",
            "hex ",
            "mail ",
            "one",
            "six ",
            "twenty",
            "oh ",
        ),
        *(
            "double ",
            "hundred ",
            "dot ",
            " at ",
            "@",
            "5",
            "3 ",
            "87",
            "0O",
            "l",
            " - ",
            ". ",
            "\n",
        ),
        *(
            "SHVudGVyMiE=",
            "NTM3NzY1ODY3",
            "48 75 6e 74",
            "😀",
            "\u200b",
            "4000 ",
            "(at)",
            ", ",
            "/",
        ),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join)


def test_every_second_reading_has_its_own_name():
    assert len({each.name for each in SECOND_READINGS}) == len(SECOND_READINGS)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_odd_text_neither_breaks_a_reading_nor_leads_outside(text):
    reading = TIER.read([TextPart("body", text)])

    assert reading.unfinished == ()
    assert all(0 <= one.start < one.end <= len(text) for one in reading.findings)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_an_open_gate_hides_nothing_from_a_reading(text):
    part = TextPart("body", text)

    assert TIER.read([part]) == WIDE_OPEN.read([part])


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_what_was_said_before_never_leads_outside(before, text):
    reading = TIER.read([TextPart("body", text)], asked=before, begun=before)

    assert reading.unfinished == ()
    assert all(0 <= one.start < one.end <= len(text) for one in reading.findings)


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN.keys())
def test_a_long_text_is_read_in_linear_time(text):
    part = TextPart("body", "base64 " + text * (LONG // len(text)))

    seconds, reading = _timed(part)

    assert (seconds < SECONDS, reading.unfinished) == (True, ())


@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS.keys())
def test_a_long_text_is_reread_in_linear_time(text):
    long = text * (LONG // 4 // len(text))
    began = time.process_time()

    reread = [each.text for reading in SECOND_READINGS for each in reading.reread(long, 0)]

    assert time.process_time() - began < SECONDS
    assert all(len(each) < LONG for each in reread)


def _timed(part):
    began = time.process_time()
    reading = TIER.read([part])
    return time.process_time() - began, reading
