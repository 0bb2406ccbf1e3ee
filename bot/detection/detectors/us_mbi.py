"""Finds Medicare Beneficiary Identifiers.

Form: cms.gov, "Understanding the MBI format": eleven places, each for a digit, a letter (never
S, L, O, I, B, Z) or either. The form is narrow enough to need no word near.

Misses: identifiers in lower case without a word of Medicare near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.checksums import mbi_holds
from bot.detection.context import is_called_otherwise, is_near, words
from bot.detection.nobody import is_nobodys
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "US_MBI"
GATE = r"(?i)[1-9][A-Z][A-Z0-9]\d[ \-]?[A-Z][A-Z0-9]\d[ \-]?[A-Z]{2}\d{2}"

_WRITTEN = re.compile(
    r"(?i)(?<![A-Za-z0-9-])[1-9][A-Z][A-Z0-9]\d(?P<mark>[ -]?)[A-Z][A-Z0-9]\d(?P=mark)[A-Z]{2}\d{2}"
    r"(?![A-Za-z0-9-])"
)
_MEDICARE_WORD = words("medicare|mbi|beneficiary|cms|part [abd]|medicare id|patient")


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per Medicare Beneficiary Identifier."""
    for written in _WRITTEN.finditer(part.text):
        value = re.sub(r"[ -]", "", written[0]).upper()
        if not mbi_holds(value) or is_nobodys("medicare_numbers", value):
            continue
        named = is_near(part.text, written.span(), _MEDICARE_WORD)
        if not named and not written[0].isupper():
            continue
        if not named and is_called_otherwise(part.text, written.start()):
            continue
        yield Finding(
            label=LABEL,
            part=part.name,
            start=written.start(),
            end=written.end(),
            confidence=0.95 if named else 0.85,
            because="the form holds" + (", Medicare named near" if named else ""),
        )
