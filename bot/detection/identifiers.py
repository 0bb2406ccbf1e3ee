"""The identifier tier: folds a text, has the detectors run, maps the spans back.

A text that may be written so as not to be found is read again, another way.
"""

from __future__ import annotations

import string
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.detection.detector import Detector
from bot.detection.plain_text import PlainText, fold
from bot.detection.running import Runner, note_failure
from bot.detection.second_readings.catalogue import SECOND_READINGS
from bot.detection.second_readings.continued import CONTINUED, reread_across
from bot.detection.second_readings.rereading import Reread, SecondReading, Span
from bot.domain.finding import Finding
from bot.domain.message import TextPart

# What has to be read into a text is never as sure as what stands there.
_SUREST = 0.9
_Place = tuple[str, int, int]
_MARKS = string.punctuation + string.whitespace


@dataclass(frozen=True, slots=True)
class IdentifierReading:
    """What the detectors found in some parts, and which looks were not finished."""

    findings: tuple[Finding, ...]
    unfinished: tuple[str, ...]


class IdentifierTier:
    """Reads texts with detectors, each for at most `seconds_each` a text.

    After `seconds_all` no further text of a message is begun; those left are named.
    """

    def __init__(
        self,
        detectors: Sequence[Detector],
        *,
        seconds_each: float = 2.0,
        seconds_all: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
        readings: Sequence[SecondReading] = SECOND_READINGS,
    ) -> None:
        self._runner = Runner(detectors, readings, seconds_each=seconds_each, clock=clock)
        self._seconds_all = seconds_all
        self._clock = clock

    def read(
        self, parts: Sequence[TextPart], *, asked: str = "", begun: str = ""
    ) -> IdentifierReading:
        """Return what the detectors find in the parts.

        `asked` is what was said just before the first of them: "your SSN?" makes bare digits one.
        `begun` is what its own author said just before: a number may go on from there.
        """
        findings: list[Finding] = []
        unfinished: list[str] = []
        deadline = self._clock() + self._seconds_all
        for number, part in enumerate(parts):
            if self._clock() > deadline:
                unfinished.append(_not_begun(parts[number:]))
                break
            findings.extend(self._read(part, asked if number == 0 else "", unfinished))
        if begun and parts:
            findings.extend(self._find_across(begun, parts[0], unfinished))
        return IdentifierReading(tuple(findings), tuple(unfinished))

    def _read(self, part: TextPart, asked: str, unfinished: list[str]) -> Iterator[Finding]:
        before = f"{asked}\n" if asked else ""
        plain = fold(before + part.text)
        begin = bisect_left(plain.starts, len(before)) if plain.starts else len(before)
        as_read = plain.text is part.text  # as most texts are
        readable = part if as_read else TextPart(part.name, plain.text, part.kind)
        for finding in self._find(readable, begin, unfinished):
            yield _mapped_back(finding, plain, len(before))

    def _find(self, part: TextPart, begin: int, unfinished: list[str]) -> list[Finding]:
        """Return what stands in a folded text from `begin` on, however it is written."""
        found, readings = self._runner.look(part, unfinished)
        findings = [finding for finding in found if finding.start >= begin] if begin else found
        for reading in readings:
            again = self._read_again(reading, part, begin, unfinished)
            findings.extend(_new(again, {_place(finding) for finding in findings}))
        return findings

    def _read_again(
        self, reading: SecondReading, part: TextPart, begin: int, unfinished: list[str]
    ) -> Iterator[Finding]:
        try:
            for reread in reading.reread(part.text, begin):
                yield from self._read_into(reread, part, reading.because, unfinished)
        except Exception as error:  # noqa: BLE001 - what the first reading found must still count
            note_failure("second reading", reading.name, part, unfinished, error=error)

    def _find_across(self, begun: str, part: TextPart, unfinished: list[str]) -> Iterator[Finding]:
        try:
            yield from self._continued(begun, part, unfinished)
        except Exception as error:  # noqa: BLE001 - what the first reading found must still count
            note_failure("second reading", "continued", part, unfinished, error=error)

    def _continued(self, begun: str, part: TextPart, unfinished: list[str]) -> Iterator[Finding]:
        """Yield what was begun in one text and ends in the next; what ended there is old."""
        before, plain = fold(begun).text, fold(part.text)
        rereads = list(reread_across(before, plain.text))
        if not rereads or self._ends_in_a_finding(before):
            return
        found = (
            finding
            for reread in rereads
            for finding in self._read_into(reread, part, CONTINUED, unfinished)
        )
        yield from (_mapped_back(finding, plain, 0) for finding in _new(found, set()))

    def _ends_in_a_finding(self, text: str) -> bool:
        end = len(text.rstrip(_MARKS))
        return any(finding.end >= end for finding in self._find(TextPart("", text), 0, []))

    def _read_into(
        self, reread: Reread, part: TextPart, because: str, unfinished: list[str]
    ) -> Iterator[Finding]:
        """Yield what is found in the places of a text that a second reading made."""
        anew = TextPart(part.name, reread.text, part.kind)
        found, _ = self._runner.look(anew, unfinished)
        for finding in found:
            origin = reread.origin(finding.start, finding.end)
            if origin is not None:
                yield _of_origin(finding, origin, because)


def _not_begun(parts: Sequence[TextPart]) -> str:
    others = len(parts) - 1
    more = f" and {others:,} more place{'s' if others > 1 else ''}" if others else ""
    return f"detectors: out of time on {parts[0].name}{more}"


def _of_origin(finding: Finding, origin: Span, because: str) -> Finding:
    return replace(
        finding,
        start=origin[0],
        end=origin[1],
        confidence=min(finding.confidence, _SUREST),
        because=f"{finding.because}; {because}",
    )


def _new(findings: Iterable[Finding], known: set[_Place]) -> Iterator[Finding]:
    """Yield what is not known yet; two readings may find the same in the same place."""
    for finding in findings:
        if _place(finding) not in known:
            known.add(_place(finding))
            yield finding


def _place(finding: Finding) -> _Place:
    return finding.label, finding.start, finding.end


def _mapped_back(finding: Finding, plain: PlainText, shift: int) -> Finding:
    start, end = plain.original(finding.start, finding.end)
    if (start, end) == (finding.start, finding.end) and not shift:
        return finding
    return replace(finding, start=start - shift, end=end - shift)
