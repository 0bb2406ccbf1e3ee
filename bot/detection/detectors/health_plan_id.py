"""Finds numbers of health plans: members, subscribers, policies, groups, Medicaid.

Every insurer has its own form (HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(I)): the number counts
only beside its name, and a name that others use too ("member id") only with a word of health near.

Misses: numbers that are not called one.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.detection.context import is_near, words
from bot.detection.labelled import labelled, values
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "HEALTH_PLAN_ID"
GATE = (
    r"(?i)medicaid|medi-?cal|member|subscriber|policy|group|insurance|health ?plan|"
    r"beneficiary|\bhicn|\bplan (?:id|n)|aetna|cigna|bcbs|blue cross|humana|kaiser|anthem"
)

_VALUE = (
    r"(?:[A-Z]{1,4}[- ]?)?\d{5,14}[A-Z]?(?:-\d{2})?|(?:[A-Z]{0,3}\d{3})(?:[- ]\d{2,4}){2}|"
    r"[A-Z]\d{2}[A-Z0-9]{5,9}"
)
_NUMBER = r"(?:id|ids|number|num|no\.?|#|identification)"
_STRONG = labelled(
    rf"(?:medicaid|medi-?cal)(?: ?{_NUMBER})?|hicn|"
    rf"(?:health|medical|dental)(?: ?(?:plan|insurance))"
    rf"(?: ?(?:policy|member|beneficiary|group))? ?{_NUMBER}|health ?plan(?: "
    rf"?(?:beneficiary|member))?"
    rf"|(?:aetna|cigna|bcbs|blue cross|humana|kaiser|anthem|uhc|unitedhealthcare)"
    rf"(?: ?(?:member|policy|group|subscriber|plan))?(?: ?{_NUMBER})?",
    _VALUE,
)
_WEAK = labelled(
    rf"(?:member|subscriber|policy|group|insurance|beneficiary|plan)(?:ship)?(?:'s)? ?"
    rf"(?:policy |member |plan )?{_NUMBER}",
    _VALUE,
)
_HEALTH_WORD = words(
    "health(?:care)?|medical|medicaid|medicare|aetna|cigna|bcbs|blue ?cross|blue ?shield|humana|"
    "kaiser|anthem|uhc|united ?healthcare|united health|insurer|insured|insurance card|"
    "copay|co-pay|"
    "deductible|patient|dental|rx|prescription|pharmacy|doctor|dr|hospital|clinic|claims?|"
    "insurance|coverage|ppo|hmo|tricare|subscriber|dependents?|eligibility|prior "
    "auth(?:orization)?|eob"
)
_OTHER_INSURANCE = words("car|auto|home|homeowner'?s?|renter'?s?|life|pet|travel|vehicle|flood")


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per health plan number."""
    for start, end, _ in values(_STRONG, part.text):
        yield _finding(part, (start, end), 0.9, "named as a health plan's number")
    for start, end, _ in values(_WEAK, part.text):
        if _is_about_health(part.text, (start, end)):
            yield _finding(part, (start, end), 0.85, "named as a plan's, a word of health near")


def _is_about_health(text: str, span: tuple[int, int]) -> bool:
    return is_near(text, span, _HEALTH_WORD, before=80, after=60) and not is_near(
        text, span, _OTHER_INSURANCE, before=40, after=0
    )


def _finding(part: TextPart, span: tuple[int, int], confidence: float, because: str) -> Finding:
    return Finding(
        label=LABEL,
        part=part.name,
        start=span[0],
        end=span[1],
        confidence=confidence,
        because=because,
    )
