"""The runner gives each text what it is worth, and names what failed."""

from bot.detection.detector import Detector
from bot.detection.running import Runner
from bot.detection.second_readings.rereading import SecondReading
from bot.domain.message import TextPart
from tests.builders import finding

FOUND = finding(start=0, end=1)
BODY = TextPart("body", "514")


def _found(part):
    yield FOUND


def _broken(part):
    yield FOUND
    raise ValueError(part.text)


def _reading(gate):
    return SecondReading(name="other", gate=gate, reread=lambda text, start: iter(()), because="")


def test_only_what_a_text_is_worth_is_run():
    opened, shut = _reading("5"), _reading("x")
    detectors = [Detector(name=gate, gate=gate, detect=_found) for gate in ("1", "y")]

    assert Runner(detectors, [shut, opened]).look(BODY, []) == ([FOUND], [opened])


def test_a_look_that_fails_again_is_named_once():
    runner = Runner([Detector(name="broken", gate="", detect=_broken)], [])
    unfinished = []

    found = [runner.look(BODY, unfinished)[0] for _ in range(2)]

    assert (found, unfinished) == ([[FOUND], [FOUND]], ["detector: broken on body"])
