"""A second way to read a text, and the way from what is found there back to the first.

A second reading puts something else where a stretch of the text stood: the digits that were
spelled out, the words that were encoded. Only what is found within these places counts, and it is
said of the whole stretch.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reread:
    """A text read anew; `made` are the places of what was put in, `origins` what stood there."""

    text: str
    made: tuple[Span, ...] = ()
    origins: tuple[Span, ...] = ()
    _starts: list[int] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [start for start, _ in self.made])

    def origin(self, start: int, end: int) -> Span | None:
        """Return the stretch that a span within something put in stands for, None for others."""
        place = bisect_right(self._starts, start) - 1
        if place < 0 or end > self.made[place][1]:
            return None
        return self.origins[place]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReading:
    """A way to read a text anew.

    `gate` is an RE2 pattern that occurs in every text `reread` could make something of. `reread`
    takes a text and the offset before which it is only read along. `because` says of a finding
    how it was written.
    """

    name: str
    gate: str
    reread: Callable[[str, int], Iterator[Reread]]
    because: str


def replaced(text: str, changes: Iterable[tuple[Span, str]]) -> Reread:
    """Return the text with some stretches, in order, replaced by something else."""
    pieces: list[str] = []
    made: list[Span] = []
    origins: list[Span] = []
    done = length = 0
    for (start, end), new in changes:
        kept = text[done:start]
        pieces += (kept, new)
        made.append((length + len(kept), length + len(kept) + len(new)))
        origins.append((start, end))
        done, length = end, made[-1][1]
    return Reread("".join((*pieces, text[done:])), tuple(made), tuple(origins))
