"""Marks what was found in a text, so that a page can hide it or show it highlighted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.domain.case import FlaggedMessage
from bot.domain.finding import Finding
from bot.domain.labels import title_of
from bot.domain.message import Message, TextPart
from bot.domain.notice import MASK

# A shorter value ("a", "12") would be hidden all over the page where it means nothing.
_SHORTEST_REPEAT = 4


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text; `titles` says what was found there, empty where nothing was."""

    text: str
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """Marks texts of one thread; what was found in one place is hidden wherever it is repeated."""

    revealed: bool = False
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    # The values by how they begin: a table of ten thousand is not searched for one by one.
    _starts: dict[str, list[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for value in self.values:
            self._starts.setdefault(value[:_SHORTEST_REPEAT], []).append(value)

    def mark(
        self, text: str, findings: Iterable[Finding] = (), *, within: tuple[int, int] | None = None
    ) -> tuple[Segment, ...]:
        """Cut the text into plain and found stretches; found ones are masked unless revealed.

        With `within` only the stretches that touch that range are returned.
        """
        low, high = within or (0, len(text))
        at, high = max(low, 0), min(high, len(text))
        segments: list[Segment] = []
        for start, end, titles in _merged([*_own(text, findings), *self._repeated(text)]):
            if end <= at or start >= high:
                continue
            if start > at:
                segments.append(Segment(text[at:start]))
            segments.append(Segment(text[start:end] if self.revealed else MASK, titles))
            at = end
        if at < high:
            segments.append(Segment(text[at:high]))
        return tuple(segments)

    def plain(self, text: str) -> str:
        """Return the text with what is hidden masked, for places that hold no markup."""
        return "".join(segment.text for segment in self.mark(text))

    def _repeated(self, text: str) -> Iterator[_Span]:
        if not self._starts:
            return
        for at in range(len(text) - _SHORTEST_REPEAT + 1):
            for value in self._starts.get(text[at : at + _SHORTEST_REPEAT], ()):
                if text.startswith(value, at):
                    yield _Span(at, at + len(value), self.values[value])


def marker_for(thread: Sequence[FlaggedMessage], *, revealed: bool) -> Marker:
    """Return a marker that knows every value found anywhere in the thread."""
    values: dict[str, str] = {}
    for flagged in thread:
        texts = {part.name: part.text for part in parts_of(flagged)}
        for finding in flagged.findings:
            value = texts.get(finding.part, "")[finding.start : finding.end].strip()
            if len(value) >= _SHORTEST_REPEAT:
                values.setdefault(value, title_of(finding.label))
    return Marker(revealed=revealed, values=MappingProxyType(values))


def parts_of(flagged: FlaggedMessage) -> tuple[TextPart, ...]:
    """Return the text parts a message was inspected in, named as its findings name them."""
    return Message(
        ref=flagged.ref,
        author=flagged.author,
        conversation=flagged.conversation,
        audience=flagged.audience,
        text=flagged.text,
        sent_at=flagged.sent_at,
        attachments=flagged.attachments,
    ).own_parts


def _own(text: str, findings: Iterable[Finding]) -> Iterator[_Span]:
    for finding in findings:
        start, end = max(finding.start, 0), min(finding.end, len(text))
        if start < end:
            yield _Span(start, end, title_of(finding.label))


def _merged(spans: Iterable[_Span]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Join spans that overlap: half of a value left in the open would give it away."""
    merged: list[tuple[int, int, tuple[str, ...]]] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if merged and span.start < merged[-1][1]:
            start, end, titles = merged[-1]
            also = titles if span.title in titles else (*titles, span.title)
            merged[-1] = (start, max(end, span.end), also)
        else:
            merged.append((span.start, span.end, (span.title,)))
    return merged
