"""Finds US Individual Taxpayer Identification Numbers.

Format: irs.gov, ITIN (begins with 9; fourth and fifth digit 50–65, 70–88, 90–92 or 94–99), checked
by python-stdnum. Hyphens suffice; bare digits count only with the number's name beside them.

Misses: unnamed numbers with spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.us import itin

from bot.detection.context import is_called_otherwise, is_near, words
from bot.detection.labelled import LEFT, RIGHT, labelled, values
from bot.detection.nobody import is_nobodys
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "US_ITIN"
GATE = r"\b9\d{2}[ \-]\d{2}[ \-]\d{4}|(?i)itin|taxpayer|tax ?id"

_NAMES = r"itins?|(?:individual )?taxpayer (?:id|identification)|tax ?id"
_GROUPED = re.compile(rf"{LEFT}9\d{{2}}(?P<mark>[- ])\d{{2}}(?P=mark)\d{{4}}{RIGHT}")
_NAMED = labelled(_NAMES, r"9\d{8}")
_UNNAMED = 0.8  # the confidence of a number whose name is not near
_NEAR = words(_NAMES + "|irs|w-?7|tin")


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per ITIN."""
    for written in _GROUPED.finditer(part.text):
        named = is_near(part.text, written.span(), _NEAR)
        if not named and (
            written["mark"] == " " or is_called_otherwise(part.text, written.start())
        ):
            continue
        if _is_somebodys(written[0]):
            yield _finding(part, written.span(), 0.95 if named else _UNNAMED)
    for start, end, value in values(_NAMED, part.text):
        if _is_somebodys(value):
            yield _finding(part, (start, end), 0.9)


def _is_somebodys(value: str) -> bool:
    digits = re.sub(r"\D", "", value)
    return bool(itin.is_valid(digits)) and not is_nobodys("social_security_numbers", digits)


def _finding(part: TextPart, span: tuple[int, int], confidence: float) -> Finding:
    return Finding(
        label=LABEL,
        part=part.name,
        start=span[0],
        end=span[1],
        confidence=confidence,
        because="valid format and range" + (", its name near" if confidence > _UNNAMED else ""),
    )
