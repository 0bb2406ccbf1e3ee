"""Numbered lines and rows to extracts of moderate size ("lines 1–200")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.domain.attachment import Extract
from bot.extraction.allowance import Allowance
from bot.extraction.places import LINES_IN_A_BLOCK

_MOST_CHARACTERS = 200_000  # in one extract; lines may be long


def blocks(unit: str, lines: Iterable[tuple[int, str]], allowance: Allowance) -> Iterator[Extract]:
    """Gather numbered lines into extracts, leaving out blocks that are blank.

    A line may come in pieces that share its number, each of which begins a block of its own.
    """
    first, held, size = 1, list[str](), 0
    for number, line in lines:
        follows = bool(held) and number == first + len(held)
        if held and (not follows or len(held) == LINES_IN_A_BLOCK or size > _MOST_CHARACTERS):
            yield from _block(unit, first, held, allowance)
            held, size = [], 0
        if not held:
            first = number
        held.append(line)
        size += len(line)
    yield from _block(unit, first, held, allowance)


def span(unit: str, first: int, last: int) -> str:
    """Return "line 3" or "lines 3–7"."""
    return f"{unit} {first}" if first == last else f"{unit}s {first}–{last}"


def _block(unit: str, first: int, lines: list[str], allowance: Allowance) -> Iterator[Extract]:
    allowance.check_time()
    # Between letters where a file goes on in a wide encoding: detectors would not see a number.
    text = "\n".join(lines).replace("\0", "")
    if text.strip():
        yield Extract(span(unit, first, first + len(lines) - 1), allowance.spend_text(text))
