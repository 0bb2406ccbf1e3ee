"""How what others wrote is shown: names made harmless, values masked."""

from __future__ import annotations

from collections.abc import Iterable

MASK = "••••••"

_LONGEST_NAME = 120
_SHORTEST_VALUE = 4  # a shorter one ("12") would be masked where it means nothing


def safe_name(name: str) -> str:
    """Return a file name that is safe to show: no control or direction-changing characters."""
    shown = "".join(char if char.isprintable() else "�" for char in name)
    return shown[:_LONGEST_NAME] or "unnamed"


def masked(text: str, values: Iterable[str]) -> str:
    """Return the text without the values that were found somewhere."""
    for value in sorted(set(values), key=len, reverse=True):
        if len(value) >= _SHORTEST_VALUE and value in text:
            text = text.replace(value, MASK)
    return text
