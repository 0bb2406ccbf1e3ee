"""Finds National Provider Identifiers.

Form: cms.gov, "Requirements for NPI and NPI check digit": ten digits beginning with 1 or 2, Luhn
over 80840 and the number. Timestamps look the same: its name must be near.

Misses: identifiers that are not called one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.checksums import npi_holds
from bot.detection.context import is_near, words
from bot.detection.labelled import LEFT, RIGHT
from bot.detection.nobody import is_nobodys
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "US_NPI"
GATE = r"(?i)\bnpi|national provider|provider (?:id|n|#)"

_WRITTEN = re.compile(rf"{LEFT}[12]\d{{9}}{RIGHT}")
_PROVIDER_WORD = words("npis?|national provider(?: identifier)?|provider (?:id|number|no|#)")


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per provider number."""
    for written in _WRITTEN.finditer(part.text):
        if not npi_holds(written[0]) or is_nobodys("provider_numbers", written[0]):
            continue
        if is_near(part.text, written.span(), _PROVIDER_WORD):
            yield Finding(
                label=LABEL,
                part=part.name,
                start=written.start(),
                end=written.end(),
                confidence=0.95,
                because="check digit holds, its name near",
            )
