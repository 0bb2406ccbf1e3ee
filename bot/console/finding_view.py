"""What was found, as a case page lists it: counted, with the first few in their surroundings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.console.marking import Marker, Segment, parts_of
from bot.domain.attachment import Attachment
from bot.domain.case import FlaggedMessage
from bot.domain.finding import Finding
from bot.domain.places import read_place
from bot.domain.tally import BODY, Tally, tally

_SHOWN = 40  # characters of a file shown on either side of what was found in it
_LOOKED_AT = 1_000
_EXCERPTS = 3  # nobody judges by the thousandth row of a table
_REASONS = 3


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What stands around one finding in a file, and the place it is at."""

    place: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """All findings of one label in one place: how many, where, how sure, and why.

    `excerpts` are of the first ones inside a file, `more` counts the others.
    """

    label: str
    title: str
    place: str
    confidence: str
    because: str
    excerpts: tuple[Excerpt, ...] = ()
    more: int = 0


class FindingViews:
    """The findings of one message by where they are."""

    def __init__(self, flagged: FlaggedMessage, marker: Marker) -> None:
        self._flagged = flagged
        self._marker = marker
        self._texts = {part.name: part.text for part in parts_of(flagged)}
        self._by_part: dict[str, list[Finding]] = {}
        for finding in flagged.findings:
            self._by_part.setdefault(finding.part, []).append(finding)
        self._tallies = tally(flagged.findings, flagged.attachments)

    def in_file(self, attachment: Attachment) -> tuple[FindingView, ...]:
        """Return what was found inside a file."""
        return tuple(
            self._view(each, self._marker.plain(each.where))
            for each in self._tallies
            if each.source == attachment.id
        )

    def elsewhere(self) -> tuple[FindingView, ...]:
        """Return what was found in the message itself, or in what is not at hand."""
        files = {attachment.id for attachment in self._flagged.attachments}
        return tuple(
            self._view(each, _place(each.source))
            for each in self._tallies
            if each.source not in files
        )

    def _view(self, each: Tally, place: str) -> FindingView:
        excerpts = tuple(self._excerpts(each))
        return FindingView(
            label=each.label,
            title=each.title,
            place=place,
            confidence=_confidence(each.findings),
            because=_reasons(each.findings),
            excerpts=excerpts,
            more=len(each.findings) - len(excerpts) if excerpts else 0,
        )

    def _excerpts(self, each: Tally) -> Iterable[Excerpt]:
        """Cut what stands around findings inside a file; the body is shown in full anyway."""
        if each.source == BODY:
            return
        for finding in each.findings[:_EXCERPTS]:
            text = self._texts.get(finding.part, "")
            [alone] = tally([finding], self._flagged.attachments)
            if finding.start < len(text):
                segments = self._cut(finding, text, _shown(finding, text, alone.where))
                yield Excerpt(self._marker.plain(alone.where), segments)

    def _cut(self, finding: Finding, text: str, shown: tuple[int, int]) -> tuple[Segment, ...]:
        low, high = shown
        # Marked in a wider stretch than is shown, so that no value is cut in half unseen.
        begin, end = max(finding.start - _LOOKED_AT, 0), finding.end + _LOOKED_AT
        inside = [
            replace(each, start=each.start - begin, end=each.end - begin)
            for each in self._by_part[finding.part]
            if each.start < end and each.end > begin
        ]
        return self._marker.mark(text[begin:end], inside, within=(low - begin, high - begin))


def _shown(finding: Finding, text: str, where: str) -> tuple[int, int]:
    """Return the stretch of the text to show: of a table no more than the row."""
    low, high = max(finding.start - _SHOWN, 0), min(finding.end + _SHOWN, len(text))
    stretch = read_place(where)
    if stretch and stretch.is_by_lines:
        low = max(low, text.rfind("\n", 0, finding.start) + 1)
        line_end = text.find("\n", finding.end)
        high = high if line_end < 0 else min(high, line_end)
    return low, high


def _place(source: str) -> str:
    if source == BODY:
        return "the message"
    return "an attachment" if source.startswith("attachment:") else "an earlier message"


def _confidence(findings: Sequence[Finding]) -> str:
    lowest = min(finding.confidence for finding in findings)
    highest = max(finding.confidence for finding in findings)
    low, high = f"{lowest:.0%}", f"{highest:.0%}"
    return high if low == high else f"{low.removesuffix('%')}–{high}"


def _reasons(findings: Iterable[Finding]) -> str:
    reasons = list(dict.fromkeys(finding.because for finding in findings))
    more = [f"{len(reasons) - _REASONS} more"] if len(reasons) > _REASONS else []
    return "; ".join([*reasons[:_REASONS], *more])
