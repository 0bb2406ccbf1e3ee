"""The tier runs the detectors a text is worth, and names the looks it could not finish."""

from itertools import count

import pytest
import structlog

from bot.detection.catalogue import CATALOGUE
from bot.detection.detector import Detector
from bot.detection.identifiers import IdentifierReading, IdentifierTier
from bot.detection.second_readings.rereading import SecondReading, replaced
from bot.domain.message import TextPart
from tests.builders import finding
from tests.marking import marked

FOLDED = {
    "Cyrillic name, odd dashes": "ѕѕn ⟦514–29–8837⟧",
    "a zero-width mark within": "ssn ⟦514-29\u200b-8837⟧",
    "full-width digits": "ssn ⟦５１４-29-8837⟧",
    "a mail link": "ssn of <mailto:jo@corp|jo> is ⟦514-29-8837⟧",
    "an emoji before": "\U0001f600 ssn ⟦514-29-8837⟧",
}


def _digits(part):
    yield finding(label="US_SSN", part=part.name, start=0, end=3)


def _broken(part):
    yield finding(label="US_EIN", part=part.name, start=0, end=1)
    raise ValueError(part.text)


def _endless(part):
    while True:
        yield finding(label="US_NPI", part=part.name, start=0, end=1)


def _detector(name, detect, gate=""):
    return Detector(name=name, gate=gate, detect=detect)


def _spans(reading, label="US_SSN"):
    return [(one.start, one.end) for one in reading.findings if one.label == label]


@pytest.mark.parametrize("text", FOLDED.values(), ids=FOLDED.keys())
def test_findings_point_at_the_text_as_written(text):
    part, expected = marked(text)

    reading = IdentifierTier(CATALOGUE).read([part])

    assert _spans(reading) == expected


def test_a_closed_gate_keeps_its_detector_quiet():
    tier = IdentifierTier([_detector("digits", _digits, gate=r"\d{3}")])

    readings = [_spans(tier.read([TextPart("body", text)])) for text in ("514", "abc")]

    assert readings == [[(0, 3)], []]


def test_what_was_asked_makes_bare_digits_an_answer():
    tier = IdentifierTier(CATALOGUE)
    parts = [TextPart("body", "514298837"), TextPart("attachment:F1:page 1", "514298838")]

    reading = tier.read(parts, asked="what is your SSN?")

    assert [(one.part, one.start, one.end) for one in reading.findings] == [("body", 0, 9)]


def test_what_was_asked_is_not_reported():
    reading = IdentifierTier(CATALOGUE).read([TextPart("body", "ok")], asked="ssn 514-29-8837")

    assert reading.findings == ()


def test_a_broken_detector_is_named_and_the_others_go_on():
    tier = IdentifierTier([_detector("broken", _broken), _detector("digits", _digits)])

    reading = tier.read([TextPart("body", "514")])

    assert (reading.unfinished, _spans(reading)) == (("detector: broken on body",), [(0, 3)])


def test_a_broken_detectors_error_is_logged_without_the_text():
    tier = IdentifierTier([_detector("broken", _broken)])

    with structlog.testing.capture_logs() as logs:
        tier.read([TextPart("body", "my secret 514")])

    assert logs == [
        {
            "event": "detector failed",
            "detector": "broken",
            "error": "ValueError",
            "log_level": "error",
        }
    ]


def test_a_detector_that_takes_too_long_is_named_and_what_it_found_is_kept():
    ticks = count()
    tier = IdentifierTier(
        [_detector("endless", _endless)], seconds_each=2.5, clock=lambda: next(ticks)
    )

    reading = tier.read([TextPart("body", "x")])

    assert reading.unfinished == ("detector: endless on body",)
    assert _spans(reading, "US_NPI") == [(0, 1), (0, 1)]


LEFT = {
    "the last": (2.5, ("detectors: out of time on c",)),
    "the last two": (1.5, ("detectors: out of time on b and 1 more place",)),
    "none": (9.0, ()),
}


@pytest.mark.parametrize(("seconds", "unfinished"), LEFT.values(), ids=LEFT)
def test_texts_that_the_time_for_all_does_not_reach_are_named(seconds, unfinished):
    moments = count()  # one for the limit, then one before each text
    tier = IdentifierTier([], seconds_all=seconds, clock=lambda: next(moments))

    reading = tier.read([TextPart(name, "my ssn is 536-22-8765") for name in "abc"])

    assert reading == IdentifierReading(findings=(), unfinished=unfinished)


def test_what_had_to_be_read_into_a_text_is_less_sure_and_says_why():
    reading = IdentifierTier(CATALOGUE).read(
        [TextPart("body", "😀 card 4 0 0 0 0 0 0 0 1 2 3 4 5 6 7 6")]
    )

    assert reading.findings == (
        finding(
            label="CREDIT_CARD",
            start=7,
            end=38,
            confidence=0.9,
            because="Visa prefix, Luhn holds, card word near; spelled out or taken apart",
        ),
    )


AGAIN = SecondReading(
    name="again",
    gate="",
    reread=lambda text, start: iter([replaced(text, [((0, 3), text[:3])])] * 2),
    because="read again",
)


def _broken_reread(text, start):
    yield replaced(text, [((0, 3), "514")])
    raise ValueError(text)


def test_what_is_found_again_in_the_same_place_is_told_once():
    tier = IdentifierTier([_detector("digits", _digits)], readings=[AGAIN])

    assert _spans(tier.read([TextPart("body", "514")])) == [(0, 3)]


def test_a_broken_second_reading_is_named_and_the_rest_is_kept():
    broken = SecondReading(name="broken", gate="", reread=_broken_reread, because="")
    tier = IdentifierTier([_detector("digits", _digits, gate="^514$")], readings=[broken])

    reading = tier.read([TextPart("body", "x14")])

    assert reading.unfinished == ("second reading: broken on body",)
    assert _spans(reading) == [(0, 3)]


def test_what_was_asked_names_what_is_taken_apart_and_adds_no_digits():
    reading = IdentifierTier(CATALOGUE).read(
        [TextPart("body", "5 3 6 2 2 8 7 6 5")], asked="your SSN? form 4 4"
    )

    assert _spans(reading) == [(0, 17)]


CONTINUED = {
    "a number that goes on": ("my ssn is 536-22", "\U0001f600 -⟦8765⟧ ok"),
    "a number that goes on, folded": ("my ѕѕn is ５３６-22", "&amp; ⟦８７６５⟧"),
    "a number that was whole": ("my ssn is 536-22-8765", "8765"),
    "a card that was whole": ("card 4000 0000 1234 5676", "123"),
    "another number": ("my ssn is 536-22 i think", "8765"),
}


@pytest.mark.parametrize(("begun", "own"), CONTINUED.values(), ids=CONTINUED.keys())
def test_what_the_author_began_may_end_in_the_first_part(begun, own):
    part, expected = marked(own)

    reading = IdentifierTier(CATALOGUE).read([part, TextPart("other", "8765")], begun=begun)

    found = [(one.label, one.part, one.start, one.end) for one in reading.findings]
    assert found == [("US_SSN", "body", *span) for span in expected]


def test_nothing_goes_on_where_there_is_no_part():
    assert IdentifierTier(CATALOGUE).read([], begun="my ssn is 536-22").findings == ()


def test_a_capital_i_with_a_dot_is_an_i():
    dotted = "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"
    text = f"my ssn is five three six two two eight seven six five, s{dotted}x"

    reading = IdentifierTier(CATALOGUE).read([TextPart("body", text)])

    assert ([one.label for one in reading.findings], reading.unfinished) == (["US_SSN"], ())


def test_a_broken_look_across_two_messages_is_named(monkeypatch):
    def broken(before, text):
        raise KeyError(text)

    monkeypatch.setattr("bot.detection.identifiers.reread_across", broken)

    reading = IdentifierTier(CATALOGUE).read([TextPart("body", "8765")], begun="my ssn is 536-22")

    assert reading.unfinished == ("second reading: continued on body",)
