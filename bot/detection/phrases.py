"""Finds many phrases in one pass over a text, as whole words."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

import ahocorasick

Key = TypeVar("Key", bound=Hashable)


class Phrases(Generic[Key]):
    """Phrases in lower case, each standing for some keys."""

    def __init__(self, phrases: Mapping[Key, Iterable[str]]) -> None:
        keys: dict[str, set[Key]] = {}
        for key, forms in phrases.items():
            for form in forms:
                keys.setdefault(str(form), set()).add(key)
        self._automaton = ahocorasick.Automaton()
        for form, named in keys.items():
            self._automaton.add_word(form, (len(form), frozenset(named)))
        self._automaton.make_automaton()

    def find(self, plain: str) -> frozenset[Key]:
        """Return the keys of all phrases in a text made `plain`."""
        found: set[Key] = set()
        for last, (length, keys) in self._automaton.iter(plain):
            if not keys <= found and _is_whole(plain, last + 1 - length, last + 1):
                found |= keys
        return frozenset(found)


def plain(text: str) -> str:
    """Return the text in lower case, with straight apostrophes and single spaces."""
    return " ".join(text.lower().replace("’", "'").split())


def _is_whole(text: str, start: int, end: int) -> bool:
    cut_before = start > 0 and _is_word(text[start]) and _is_word(text[start - 1])
    cut_behind = end < len(text) and _is_word(text[end - 1]) and _is_word(text[end])
    return not (cut_before or cut_behind)


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter in "_-"  # "idiot-proof" calls nobody an idiot
