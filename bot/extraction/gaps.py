"""What was not read of a file, in one line for a person."""

from __future__ import annotations

from collections.abc import Iterable

from bot.extraction.pieces import Gap

_MOST_TOLD = 3


def in_words(gaps: Iterable[Gap]) -> str:
    """Return the first few reasons with their places, each reason once."""
    places: dict[str, dict[str, None]] = {}
    for gap in gaps:
        places.setdefault(gap.because, {})[gap.place] = None
    told = [_reason(because, list(where)) for because, where in places.items()]
    more = len(told) - _MOST_TOLD
    return "; ".join([*told[:_MOST_TOLD], *([f"and {more} more"] if more > 0 else [])])


def _reason(because: str, places: list[str]) -> str:
    first, *others = places
    if not first:
        return because
    if not others:
        return f"{first}: {because}"
    return f"{first} and {len(others):,} more place{'s' if len(others) > 1 else ''}: {because}"
