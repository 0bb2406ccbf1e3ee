"""The tier runs the detectors a text is worth, and names the looks it could not finish."""

from itertools import count

import pytest
import structlog

from bot.detection.catalogue import CATALOGUE
from bot.detection.detector import Detector
from bot.detection.identifiers import IdentifierTier
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
