"""Finds diagnosis codes (ICD-10-CM).

Form: cdc.gov/nchs, ICD-10-CM: a letter, a digit, a digit or letter, then up to four places after a
dot. Rooms, cells and versions look alike: a code with a dot needs a medical word near, one without
must be called a code of ICD or a diagnosis. An injury's seven places with their ending suffice.

Misses: codes without a medical word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.context import is_called_otherwise, is_near, words
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "ICD10_CODE"
GATE = r"\b[A-Z]\d[0-9AB]\.[0-9A-Z]|(?i)icd|\bdx\b|diagnos"

_WRITTEN = re.compile(
    r"(?<![A-Za-z0-9./_:-])[A-Z]\d[0-9AB]"
    r"(?P<rest>\.(?:\d{1,3}[0-9A-Z]?|[0-9A-Z]{1,3}|[0-9X]{3}[ADGKPS]))?(?![A-Za-z0-9_/:@-]|\.\d)"
)
_INJURY = re.compile(r"[ST]\d{2}\.[0-9X]{3}[ADGKPS]")
_CODE_WORD = words(
    r"icd|icd-?10|icd-?10-?cm|dx|dxs|diagnos(?:is|es|tic) codes?|diagnosis|diagnoses"
)
_MEDICAL_WORD = words(
    r"icd|icd-?10(?:-?cm)?|dx|diagnos(?:is|es|ed|tic)|patients?|pt|medical|clinic(?:al)?|hospital|"
    r"coded(?: as)?|billing codes?|encounter|charts?|claims?|medicaid|medicare|treat(?:ed|ment)|"
    r"symptoms?|therapy|asthma|diabet(?:es|ic)|hypertension|depress(?:ion|ive)|anxiety|disorder|"
    r"disease|syndrome|injur(?:y|ies)|fracture|cancer|prior auth(?:orization)?|doctor|dr|rx|"
    r"medication|comorbid(?:ity)?|history of|chronic|acute|visit|admitted|discharged?|referral|"
    r"insulin|meds?|mg|opioids?|pregnan(?:t|cy)|hiv|covid|pain|infection|renal|cardiac|surgery|cpt|"
    r"pay[eo]rs?|crosswalk|superbill|coders?"
)


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per diagnosis code."""
    for written in _WRITTEN.finditer(part.text):
        confidence, because = _judge(part.text, written)
        if confidence:
            yield Finding(
                label=LABEL,
                part=part.name,
                start=written.start(),
                end=written.end(),
                confidence=confidence,
                because=because,
            )


def _judge(text: str, written: re.Match[str]) -> tuple[float, str]:
    if is_near(text, written.span(), _CODE_WORD, before=40, after=20):
        return 0.95, "form of a code, named as a diagnosis"
    if written["rest"] is None or is_called_otherwise(text, written.start()):
        return 0.0, ""
    if is_near(text, written.span(), _MEDICAL_WORD, before=80, after=60):
        return 0.85, "form of a code, a medical word near"
    if _INJURY.fullmatch(written[0]):
        return 0.75, "full form of an injury's code"
    return 0.0, ""
