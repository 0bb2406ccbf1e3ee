"""Finds US passport numbers.

Form: travel.state.gov (nine digits, or a letter and eight digits since 2021). It counts only beside
its name; with the letter, in the same sentence.

Misses: numbers that are not called a passport, passports of other countries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.context import is_near, words
from bot.detection.labelled import LEFT, RIGHT, labelled, values
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "US_PASSPORT"
GATE = r"(?i)passport"

_NAMED = labelled(
    r"(?:u\.?s\.? )?passports?(?: ?(?:book|card))?(?: ?(?:number|num|no\.?|#))?", r"[A-Z]?\d{8,9}"
)
_WITH_LETTER = re.compile(rf"{LEFT}[A-Z]\d{{8}}{RIGHT}")
_PASSPORT = words("passports?")


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per passport number."""
    spans = {(start, end): 0.9 for start, end, _ in values(_NAMED, part.text)}
    for written in _WITH_LETTER.finditer(part.text):
        if is_near(part.text, written.span(), _PASSPORT):
            spans.setdefault(written.span(), 0.8)
    for (start, end), confidence in sorted(spans.items()):
        yield Finding(
            label=LABEL,
            part=part.name,
            start=start,
            end=end,
            confidence=confidence,
            because="the form of a passport number, named as one",
        )
