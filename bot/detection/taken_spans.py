"""Which stretches of a text are already found; none is found twice."""

from __future__ import annotations

from bisect import bisect, insort


class TakenSpans:
    """Keeps spans that do not overlap, sorted."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []

    def take(self, start: int, end: int) -> bool:
        """Take the span and say so, if nothing of it is taken yet."""
        place = bisect(self._spans, (start, end))
        if place and self._spans[place - 1][1] > start:
            return False
        if place < len(self._spans) and self._spans[place][0] < end:
            return False
        insort(self._spans, (start, end))
        return True
