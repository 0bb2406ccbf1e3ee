"""Shows where a finding stands without showing what was found."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.domain.finding import Finding
from bot.domain.notice import MASK

_AROUND = 40
_SEARCHED = 400  # how far around a repeated value is looked for; wider than the excerpt
_SHORTEST_REPEAT = 3
Span = tuple[int, int]


def excerpt(text: str, findings: Iterable[Finding], at: Span) -> str:
    """Return the line around a place with every found value masked, each repeat of one too."""
    start, end = _window(text, at)
    found = [(finding.start, finding.end) for finding in findings]
    spans = _merged([*found, *_repeats(text, found, (start, end))])
    pieces, here = [], start
    for span_start, span_end in spans:
        if span_end <= start or span_start >= end:
            continue
        pieces += [text[here:span_start], MASK]
        here = span_end
    pieces.append(text[here:end])
    return _printable("".join(pieces))


def _window(text: str, at: Span) -> Span:
    line_start = text.rfind("\n", 0, at[0]) + 1
    line_end = text.find("\n", at[1])
    last = len(text) if line_end < 0 else line_end
    return max(line_start, at[0] - _AROUND), min(last, at[1] + _AROUND)


def _repeats(text: str, found: list[Span], window: Span) -> list[Span]:
    first = max(0, window[0] - _SEARCHED)
    near = text[first : window[1] + _SEARCHED]
    values = {text[start:end] for start, end in found if end - start >= _SHORTEST_REPEAT}
    return [
        (first + match.start(), first + match.end())
        for value in values
        for match in re.finditer(re.escape(value), near, re.IGNORECASE)
    ]


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _printable(text: str) -> str:
    """Leave out what could steer a terminal or turn the reading direction."""
    words = " ".join(text.split())
    return "".join(char if char.isprintable() else "\ufffd" for char in words)
