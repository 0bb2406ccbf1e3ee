"""Finds international bank account numbers.

Format: ISO 13616, check digits and the country's form by python-stdnum. The check is strong enough
to need no word near; what a country's own banks check besides is left out, since people mistype it
and makers of trial data do not know it. The examples of the registry are nobody's.

Misses: numbers in mixed case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban

from bot.detection.nobody import is_nobodys
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "IBAN_CODE"
GATE = r"[A-Z]{2}\d{2}[ \-]?[A-Z0-9]{4}|\b[a-z]{2}\d{2}[ \-]?[a-z0-9]{4}"

_WRITTEN = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"[A-Z]{2}\d{2}(?:[A-Z0-9]{10,30}|(?:[ -][A-Z0-9]{4}){2,7}(?:[ -][A-Z0-9]{1,4})?)"
    r"|[a-z]{2}\d{2}(?:[a-z0-9]{10,30}|(?:[ -][a-z0-9]{4}){2,7}(?:[ -][a-z0-9]{1,4})?))"
    r"(?![A-Za-z0-9])"
)
_SHORTEST = 15


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per IBAN."""
    for written in _WRITTEN.finditer(part.text):
        value = _longest_valid(written[0])
        if value and not is_nobodys("ibans", value):
            yield Finding(
                label=LABEL,
                part=part.name,
                start=written.start(),
                end=written.start() + len(value),
                confidence=0.95,
                because="check digits and the country's form hold",
            )


def _longest_valid(written: str) -> str:
    """Return the IBAN at the head of what was written: words in capitals may follow it."""
    while len(written) >= _SHORTEST:
        if iban.is_valid(written, check_country=False):
            return written
        written = re.sub(r"(?:[ -]|^)[A-Za-z0-9]+$", "", written)
    return ""
