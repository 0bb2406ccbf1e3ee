"""Finds DEA registration numbers.

Form: deadiversion.usdoj.gov: a registrant's letter, a letter or 9, seven digits, the last of them a
check digit. One ticket number in ten would pass, so a word of prescribing must be near.

Misses: numbers without such a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.checksums import dea_holds
from bot.detection.context import is_called_otherwise, is_near, words
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "DEA_NUMBER"
GATE = r"\b[A-HJ-MPRSTUXa-hj-mprstux][A-Za-z9]\d{7}\b"

_WRITTEN = re.compile(
    r"(?<![A-Za-z0-9-])[A-HJ-MPRSTUXa-hj-mprstux][A-Za-z9]\d{7}(?![A-Za-z0-9]|-\d)"
)
_DEA = words("dea")
_PRESCRIBING_WORD = words(
    "prescri(?:be|bes|bed|ber|bers|ption|ptions)|controlled substances?|schedule (?:ii|iii|iv|v)|"
    "pharmac(?:y|ies|ist)|physician|narcotics?|opioids?|oxycodone|adderall|rx|script|dr|md|np"
)


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per DEA number."""
    for written in _WRITTEN.finditer(part.text):
        if not dea_holds(written[0]):
            continue
        named = is_near(part.text, written.span(), _DEA)
        if not named and not _is_about_prescribing(part.text, written):
            continue
        yield Finding(
            label=LABEL,
            part=part.name,
            start=written.start(),
            end=written.end(),
            confidence=0.95 if named else 0.75,
            because="check digit holds, " + ("DEA named near" if named else "prescribing near"),
        )


def _is_about_prescribing(text: str, written: re.Match[str]) -> bool:
    return is_near(text, written.span(), _PRESCRIBING_WORD) and not is_called_otherwise(
        text, written.start()
    )
