"""The gate before the detectors: one pass says which of them a text is worth.

RE2's `Set` matches all gates at once in linear time; most messages open none.
"""

from __future__ import annotations

from collections.abc import Sequence

import re2

_MEMORY = 64 << 20  # RE2's default is too small for all gates in one automaton


class Gate:
    """Knows the gates of a list of detectors by their places."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._always = tuple(place for place, pattern in enumerate(patterns) if not pattern)
        self._places = tuple(place for place, pattern in enumerate(patterns) if pattern)
        options = re2.Options()
        options.max_mem = _MEMORY
        options.log_errors = False
        self._set = re2.Set.SearchSet(options)
        # Matches every text. `Match` says None both for "none" and for "out of memory"; with this
        # one in the set, None is only ever the latter.
        self._set.Add("")
        for place in self._places:
            self._set.Add(patterns[place])
        self._set.Compile()

    def opened_by(self, text: str) -> tuple[int, ...]:
        """Return the places of the detectors worth running, in order."""
        matched = self._set.Match(text)
        # Out of memory: look with all of them.
        places = range(len(self._places) + 1) if matched is None else matched
        opened = (self._places[index - 1] for index in places if index)
        return tuple(sorted((*self._always, *opened)))
