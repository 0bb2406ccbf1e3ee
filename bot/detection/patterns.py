"""The gate before the detectors: one pass says which of them a text is worth.

RE2's `Set` matches all gates at once in linear time; most messages open none.
"""

from __future__ import annotations

from collections.abc import Sequence

import re2


class Gate:
    """Knows the gates of a list of detectors by their places."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._always = tuple(place for place, pattern in enumerate(patterns) if not pattern)
        self._places = tuple(place for place, pattern in enumerate(patterns) if pattern)
        options = re2.Options()
        options.max_mem = 64 << 20  # the default is too small for all gates in one automaton
        self._set = re2.Set.SearchSet(options)
        for place in self._places:
            self._set.Add(patterns[place])
        self._set.Compile()

    def opened_by(self, text: str) -> tuple[int, ...]:
        """Return the places of the detectors worth running, in order."""
        matched = self._set.Match(text)
        if matched is None:  # the automaton ran out of memory: look with all of them
            return tuple(sorted(self._always + self._places))
        return tuple(sorted((*self._always, *(self._places[index] for index in matched))))
