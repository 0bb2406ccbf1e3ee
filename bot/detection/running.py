"""Runs what a text is worth: opens the gate, gives each detector its time, names what failed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

import structlog

from bot.detection.detector import Detector
from bot.detection.patterns import Gate
from bot.detection.second_readings.rereading import SecondReading
from bot.domain.finding import Finding
from bot.domain.message import TextPart

_log = structlog.get_logger(__name__)


class Runner:
    """Runs detectors over texts, each for at most `seconds_each` a text."""

    def __init__(
        self,
        detectors: Sequence[Detector],
        readings: Sequence[SecondReading],
        *,
        seconds_each: float = 2.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._detectors = tuple(detectors)
        self._readings = tuple(readings)
        # One gate for both: it is asked about every message.
        gates = [detector.gate for detector in detectors] + [each.gate for each in readings]
        self._gate = Gate(gates)
        self._seconds_each = seconds_each
        self._clock = clock

    def look(
        self, part: TextPart, unfinished: list[str]
    ) -> tuple[list[Finding], list[SecondReading]]:
        """Return what the detectors find in a folded text, and the second readings it is worth."""
        found: list[Finding] = []
        readings: list[SecondReading] = []
        for place in self._gate.opened_by(part.text):
            if place >= len(self._detectors):
                readings.append(self._readings[place - len(self._detectors)])
                continue
            detector = self._detectors[place]
            try:
                found.extend(self._in_time(detector, part))
            # One broken detector must not silence the others: the message is still looked at, and
            # the look that failed is named.
            except Exception as error:  # noqa: BLE001 - the detector loop, as said above
                note_failure("detector", detector.name, part, unfinished, error=error)
        return found, readings

    def _in_time(self, detector: Detector, part: TextPart) -> Iterator[Finding]:
        """Yield findings until the time is up; detectors are linear, floods of findings are not."""
        deadline = self._clock() + self._seconds_each
        for finding in detector.detect(part):
            if self._clock() > deadline:
                raise TimeoutError
            yield finding


def note_failure(
    kind: str, name: str, part: TextPart, unfinished: list[str], *, error: Exception
) -> None:
    """Name a look that failed as an unfinished one, once."""
    # The error's own words may quote the text: they are not logged.
    _log.error(f"{kind} failed", **{kind: name, "error": type(error).__name__})
    look = f"{kind}: {name} on {part.name}"
    if look not in unfinished:
        unfinished.append(look)
