"""Finds US Employer Identification Numbers.

Format: irs.gov, "How EINs are assigned and valid EIN prefixes", checked by python-stdnum. Two and
seven digits are too common to count alone: the number's name must be near, or beside bare digits.

Misses: unnamed numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.us import ein

from bot.detection.context import is_near, words
from bot.detection.labelled import LEFT, RIGHT, labelled, values
from bot.detection.nobody import is_nobodys
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "US_EIN"
GATE = r"(?i)\bf?ein\b|employer id|tax ?(?:payer )?id|\btin\b|\bfed(?:eral)? id"

_NAMES = (
    r"f?eins?|employer (?:id|identification)|(?:federal )?tax(?:payer)? ?(?:id|identification)|"
    r"tin|fed(?:eral)? id"
)
_WRITTEN = re.compile(rf"{LEFT}\d{{2}}-\d{{7}}{RIGHT}")
_NAMED = labelled(_NAMES, r"\d{9}")
_NEAR = words(_NAMES)


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per EIN."""
    for written in _WRITTEN.finditer(part.text):
        if is_near(part.text, written.span(), _NEAR) and _is_somebodys(written[0]):
            yield _finding(part, written.span(), 0.95)
    for start, end, value in values(_NAMED, part.text):
        if _is_somebodys(value):
            yield _finding(part, (start, end), 0.75)


def _is_somebodys(value: str) -> bool:
    digits = value.replace("-", "")
    return bool(ein.is_valid(digits)) and not is_nobodys("employer_numbers", digits)


def _finding(part: TextPart, span: tuple[int, int], confidence: float) -> Finding:
    return Finding(
        label=LABEL,
        part=part.name,
        start=span[0],
        end=span[1],
        confidence=confidence,
        because="valid prefix, its name near",
    )
