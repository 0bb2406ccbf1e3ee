"""Health information and somebody it can be tied to: only both together are PHI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.detection.lexicon import has_word, load_words
from bot.detection.thresholds import surest, thresholds
from bot.domain.finding import Finding

_HEALTH = frozenset({"MEDICAL_CONDITION", "MEDICATION", "ICD10_CODE"})
# Numbers that only a person in somebody's care has.
_CARE_NUMBERS = frozenset({"MEDICAL_RECORD_NUMBER", "HEALTH_PLAN_ID", "US_MBI"})
_SOMEBODY = frozenset(
    {
        "PERSON",
        "DATE_OF_BIRTH",
        "US_SSN",
        "US_ITIN",
        "US_DRIVER_LICENSE",
        "US_PASSPORT",
        "CASE_NUMBER",
        *_CARE_NUMBERS,
    }
)


def tied_health(
    *,
    findings: Sequence[Finding],
    context_findings: Sequence[Finding],
    scores: Mapping[str, float],
    texts: Sequence[str],
) -> float:
    """Return how surely the message tells of somebody's health, 0 where it does not.

    A score that suffices alone is not looked at here.
    """
    number = surest(findings, _CARE_NUMBERS)
    health = _grave(findings, texts)
    named = surest(findings, _SOMEBODY) or surest(context_findings, _SOMEBODY)
    somebody = bool(named) or _has(texts, "people")
    if health and somebody and _is_told(scores, texts):
        return max(number, health)
    return number


def _is_told(scores: Mapping[str, float], texts: Sequence[str]) -> bool:
    """Whether health is spoken of as somebody's, not as a trade."""
    if "PHI" in scores:
        return thresholds()["PHI"].is_reached(scores["PHI"], supported=True)
    return not _has(texts, "professional")  # a pipeline without categories leaves it to the words


def _has(texts: Sequence[str], part: str) -> bool:
    return any(has_word(text, "people_words.yaml", part) for text in texts)


def _grave(findings: Sequence[Finding], texts: Sequence[str]) -> float:
    """Return the surest health finding that is more than an ailment of a day."""
    trivial = load_words("people_words.yaml", "trivial")
    spoken = {
        text[f.start : f.end].lower() for f in findings for text in texts if f.label in _HEALTH
    }
    return 0.0 if spoken and spoken <= trivial else surest(findings, _HEALTH)
