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
_SHORT_ANSWER = 60
_ANSWERS_WITH = 0.4  # share of a short answer that the name must be


def tied_health(
    *,
    findings: Sequence[Finding],
    context_findings: Sequence[Finding],
    scores: Mapping[str, float],
    texts: Sequence[str],
) -> float:
    """Return how surely the message tells of somebody's health, 0 where it does not."""
    number = surest(findings, _CARE_NUMBERS)
    health = _grave(findings, texts)
    score = scores.get("PHI", 1.0)  # a pipeline without categories leaves it to the findings
    if health and _is_told(findings, context_findings, texts=texts, score=score):
        return max(number, health)
    if surest(context_findings, _HEALTH) and _is_answer_with_name(findings, texts):
        return max(number, surest(findings, _SOMEBODY))
    return number


def _is_told(
    findings: Sequence[Finding],
    context_findings: Sequence[Finding],
    *,
    texts: Sequence[str],
    score: float,
) -> bool:
    """Whether health is told of somebody: here, or of somebody named just before."""
    somebody = bool(surest(findings, _SOMEBODY)) or _has(texts, "people")
    before = bool(surest(context_findings, _SOMEBODY))
    if not (somebody or before):
        return False
    if thresholds()["PHI"].is_reached(score, supported=True):
        return True
    is_brief = sum(map(len, texts)) <= _SHORT_ANSWER
    return not _has(texts, "professional") and (somebody or is_brief)


def _has(texts: Sequence[str], part: str) -> bool:
    return any(has_word(text, "people_words.yaml", part) for text in texts)


def _grave(findings: Sequence[Finding], texts: Sequence[str]) -> float:
    """Return the surest health finding that is more than an ailment of a day."""
    trivial = load_words("people_words.yaml", "trivial")
    spoken = {
        text[f.start : f.end].lower() for f in findings for text in texts if f.label in _HEALTH
    }
    return 0.0 if spoken and spoken <= trivial else surest(findings, _HEALTH)


def _is_answer_with_name(findings: Sequence[Finding], texts: Sequence[str]) -> bool:
    """Whether the message is little more than a name: the answer to "who?"."""
    length = sum(len(text.strip()) for text in texts)
    named = sum(f.end - f.start for f in findings if f.label in _SOMEBODY)
    return 0 < length <= _SHORT_ANSWER and named >= length * _ANSWERS_WITH
