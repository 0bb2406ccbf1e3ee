"""The gate before the detectors: which of them a text is worth.

RE2 matches most gates at once, in linear time; most messages open none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import re2

# RE2's default is too small for so many patterns in one automaton, and for the longest.
_MEMORY, _MEMORY_EACH = 64 << 20, 16 << 20
# What such a pattern may have begun multiplies with what all others have: the automaton of them
# together, which is built as texts come, would hardly ever be whole.
_STRETCHES = re.compile(r"\*|\{\d\d")
_LONG = 300


class Gate:
    """Knows the gates of a list of detectors by their places."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._always = tuple(place for place, pattern in enumerate(patterns) if not pattern)
        asked = [place for place, pattern in enumerate(patterns) if pattern]
        apart = [place for place in asked if _is_apart(patterns[place])]
        self._together = _Together(patterns, [place for place in asked if place not in apart])
        self._apart = _Apart(patterns, apart) if apart else None

    def opened_by(self, text: str) -> tuple[int, ...]:
        """Return the places of the detectors worth running, in order."""
        encoded = text.encode()
        opened = [*self._always, *self._together.opened_by(encoded)]
        if self._apart is not None:
            opened += self._apart.opened_by(encoded)
        opened.sort()
        return tuple(opened)


class _Together:
    """Patterns in one automaton."""

    def __init__(self, patterns: Sequence[str], places: Sequence[int]) -> None:
        self._places = tuple(places)
        self._set = re2.Set.SearchSet(_options(_MEMORY))
        # Matches every text. `Match` says None both for "none" and for "out of memory"; with this
        # one in the set, None is only ever the latter.
        self._set.Add("")
        for place in self._places:
            self._set.Add(patterns[place])
        self._set.Compile()

    def opened_by(self, text: bytes) -> list[int]:
        matched = self._set.Match(text)
        # Out of memory: look with all of them.
        indices = range(len(self._places) + 1) if matched is None else matched
        return [self._places[index - 1] for index in indices if index]


class _Apart:
    """Patterns with an automaton each; it is asked where the words that the pattern needs occur."""

    def __init__(self, patterns: Sequence[str], places: Sequence[int]) -> None:
        self._places = tuple(places)
        self._filter = re2.Filter()
        for place in self._places:
            self._filter.Add(patterns[place], _options(_MEMORY_EACH))
        self._filter.Compile()

    def opened_by(self, text: bytes) -> list[int]:
        return [self._places[index] for index in self._filter.Match(text) or ()]


def _is_apart(pattern: str) -> bool:
    return len(pattern) > _LONG or _STRETCHES.search(pattern) is not None


def _options(memory: int) -> re2.Options:
    options = re2.Options()
    options.max_mem = memory
    options.log_errors = False
    return options
