"""The identifier tier: folds a text, opens the gate, runs the detectors, maps the spans back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import structlog

from bot.detection.detector import Detector
from bot.detection.patterns import Gate
from bot.detection.plain_text import PlainText, fold
from bot.domain.finding import Finding
from bot.domain.message import TextPart

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class IdentifierReading:
    """What the detectors found in some parts, and which looks were not finished."""

    findings: tuple[Finding, ...]
    unfinished: tuple[str, ...]


class IdentifierTier:
    """Runs detectors over texts, each for at most `seconds_each` a text."""

    def __init__(
        self,
        detectors: Sequence[Detector],
        *,
        seconds_each: float = 2.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._detectors = tuple(detectors)
        self._gate = Gate([detector.gate for detector in self._detectors])
        self._seconds_each = seconds_each
        self._clock = clock

    def read(self, parts: Sequence[TextPart], *, asked: str = "") -> IdentifierReading:
        """Return what the detectors find in the parts.

        `asked` is what was said just before the first of them: "your SSN?" makes bare digits one.
        """
        findings: list[Finding] = []
        unfinished: list[str] = []
        for number, part in enumerate(parts):
            before = f"{asked}\n" if asked and number == 0 else ""
            self._read_part(part, before, findings, unfinished)
        return IdentifierReading(tuple(findings), tuple(unfinished))

    def _read_part(
        self, part: TextPart, before: str, findings: list[Finding], unfinished: list[str]
    ) -> None:
        plain = fold(before + part.text)
        readable = TextPart(part.name, plain.text, part.kind)
        for place in self._gate.opened_by(plain.text):
            detector = self._detectors[place]
            try:
                findings.extend(
                    _mapped_back(finding, plain, len(before))
                    for finding in self._in_time(detector, readable)
                    if plain.original(finding.start, finding.end)[0] >= len(before)
                )
            # One broken detector must not silence the others: the message is still looked at, and
            # the look that failed is named. The error's own words may quote the text: not logged.
            except Exception as error:  # noqa: BLE001 - the detector loop, as said above
                _log.error("detector failed", detector=detector.name, error=type(error).__name__)
                unfinished.append(f"detector: {detector.name} on {part.name}")

    def _in_time(self, detector: Detector, part: TextPart) -> Iterator[Finding]:
        """Yield findings until the time is up; detectors are linear, floods of findings are not."""
        deadline = self._clock() + self._seconds_each
        for finding in detector.detect(part):
            if self._clock() > deadline:
                raise TimeoutError
            yield finding


def _mapped_back(finding: Finding, plain: PlainText, shift: int) -> Finding:
    start, end = plain.original(finding.start, finding.end)
    if (start, end) == (finding.start, finding.end) and not shift:
        return finding
    return replace(finding, start=start - shift, end=end - shift)
