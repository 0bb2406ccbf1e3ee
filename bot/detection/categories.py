"""What a message comes to: findings and the pipeline's scores together make its categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.detection.health import tied_health
from bot.detection.lexicon import find_messengers, find_support, has_word
from bot.detection.thresholds import surest, thresholds
from bot.domain.finding import Finding
from bot.domain.labels import CATEGORIES

_CREDENTIALS = frozenset({"API_KEY", "PASSWORD", "PRIVATE_KEY", "CONNECTION_STRING"})
_FINANCIAL = frozenset({"CREDIT_CARD", "IBAN_CODE", "US_BANK_NUMBER", "US_BANK_ROUTING"})
# Each is somebody's by itself.
_PERSONAL = frozenset(
    {
        "US_SSN",
        "US_ITIN",
        "US_DRIVER_LICENSE",
        "US_PASSPORT",
        "US_MBI",
        "HEALTH_PLAN_ID",
        "MEDICAL_RECORD_NUMBER",
    }
)
# What stands in messages of the category, and in others too: where it is, less score will do.
_EVIDENCE: Mapping[str, frozenset[str]] = {
    "PII": _PERSONAL | {"DATE_OF_BIRTH", "STREET_ADDRESS", "PHONE_NUMBER", "EMAIL_ADDRESS"},
    "FINANCIAL": _FINANCIAL,
    "CREDENTIALS": _CREDENTIALS | {"USERNAME"},
}


def categorise(
    *,
    findings: Sequence[Finding],
    context_findings: Sequence[Finding],
    scores: Mapping[str, float],
    texts: Sequence[str],
) -> Mapping[str, float]:
    """Return the categories above their threshold, each with its score.

    `findings` and `texts` are of the message's own parts; `context_findings` of what was said
    before it. Names alone never make a category.
    """
    made = {
        "CREDENTIALS": surest(findings, _CREDENTIALS),
        "FINANCIAL": surest(findings, _FINANCIAL),
        "PII": _personal(findings, context_findings, texts),
        "PHI": tied_health(
            findings=findings, context_findings=context_findings, scores=scores, texts=texts
        ),
        "CONFIDENTIAL": surest(findings, {"CONFIDENTIAL_MARKING"}),
    }
    for category, score in _spoken(scores, supported_by(findings, texts)).items():
        made[category] = max(score, made.get(category, 0.0))
    return {name: made[name] for name in CATEGORIES if made.get(name, 0.0) > 0}


def _personal(
    findings: Sequence[Finding], context_findings: Sequence[Finding], texts: Sequence[str]
) -> float:
    """Return how surely the message tells who somebody is beyond the name."""
    personal = surest(findings, _PERSONAL)
    somebody = max(surest(findings, {"PERSON"}), surest(context_findings, {"PERSON"}))
    born, home = surest(findings, {"DATE_OF_BIRTH"}), surest(findings, {"STREET_ADDRESS"})
    at_home = any(has_word(text, "people_words.yaml", "homes") for text in texts)
    return max(
        personal,
        min(born, max(somebody, home)),
        home if at_home else 0.0,
    )


def supported_by(findings: Sequence[Finding], texts: Sequence[str]) -> frozenset[str]:
    """Return the categories that something else in the message speaks for."""
    labels = {finding.label for finding in findings}
    supported = {name for name, evidence in _EVIDENCE.items() if labels & evidence}
    if any(map(find_messengers, texts)):
        supported.add("OFF_CHANNEL")
    return frozenset(supported).union(*map(find_support, texts))


def _spoken(scores: Mapping[str, float], supported: frozenset[str]) -> Mapping[str, float]:
    """Return the categories that the pipeline's scores make."""
    return {
        name: score
        for name, score in scores.items()
        if name in thresholds()
        and thresholds()[name].is_reached(score, supported=name in supported)
    }
