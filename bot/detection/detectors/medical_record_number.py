"""Finds medical record numbers.

Every hospital has its own form (HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(H)): the number counts
only beside its name.

Misses: numbers that are not called one.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.detection.context import is_near, words
from bot.detection.labelled import labelled, values
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "MEDICAL_RECORD_NUMBER"
GATE = r"(?i)\bmrn|\bmr ?(?:#|no|number)|med(?:ical)?\.? rec|chart|patient|hospital n|record"

_VALUE = r"(?:[A-Z]{1,4}-?)?\d{5,12}|\d{2,3}(?:-\d{2,4}){1,3}|(?:[A-Z]{1,4}-?)?\d{3,4}-\d{3,6}"
_STRONG = labelled(
    r"mrns?|mr ?(?:#|no|number)|med(?:ical)?\.? rec(?:ords?)?(?: ?(?:number|num|no\.?|#|id))?"
    r"|hospital n(?:umber|o)",
    _VALUE,
)
_WEAK = labelled(
    r"(?:patient|chart)(?:'s)? ?(?:chart ?)?(?:id|number|num|no\.?|#|identifier|account)", _VALUE
)
_SOME_RECORD = labelled(r"records? ?(?:number|num|no\.?|#|id)", _VALUE)
_PATIENT_WORD = words("patients?|pt|ward|clinic|admitted|discharged?|chart|labs?|nurse|radiology")


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per medical record number."""
    for named, confidence in ((_STRONG, 0.95), (_WEAK, 0.8), (_SOME_RECORD, 0.7)):
        for start, end, _ in values(named, part.text):
            if named is _SOME_RECORD and not is_near(part.text, (start, end), _PATIENT_WORD):
                continue
            yield Finding(
                label=LABEL,
                part=part.name,
                start=start,
                end=end,
                confidence=confidence,
                because="named as a medical record or patient number",
            )
