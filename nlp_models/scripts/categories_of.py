"""What the conduct corpora say about our categories; what they do not say stays unknown."""

from __future__ import annotations

import re

from rows import Row, is_held_out

from bot.domain.labels import CATEGORIES

QUIET = dict.fromkeys(CATEGORIES, 0.0)
_UNRELATED = ("CREDENTIALS", "FINANCIAL", "OFF_CHANNEL", "RECORDS_EVASION", "CONFIDENTIAL")
_SEXUAL = re.compile(
    r"\b(fuck her|fuck (?:him|you in)|suck (?:my|his)|dick|cock|pussy|tits|boobs?|blow ?job|horny"
    r"|nudes?|naked|orgasm|masturbat\w+|cum|ass to|bang (?:her|him)|sex with)\b",
    re.IGNORECASE,
)
_THREAT = re.compile(
    r"\b(i(?:'ll| will|'m going to| am going to|'m gonna)"
    r" (?:kill|hurt|beat|find|shoot|punch|slap|rape)"
    r"|you(?:'re| are) dead|kill (?:you|them all|yourself)|shoot (?:them|him|her|you))\b",
    re.IGNORECASE,
)


def conduct_row(item: dict) -> Row | None:
    """Return a row for what a conduct corpus judged, None where it helps nobody."""
    text = item["text"]
    if not item["violation"] or len(text) > 220:
        return None
    cats = dict.fromkeys(_UNRELATED, 0.0) | {"HARASSMENT": 1.0}
    if _SEXUAL.search(text):
        cats["SEXUAL"] = 1.0
    if _THREAT.search(text):
        cats["THREAT"] = 1.0
    if item["source"] == "toxic_spans" and not item.get("spans"):
        return None
    split = "dev" if is_held_out(text, 12) else "train"
    return Row(text, cats=cats, source=f"public/{item['source']}", split=split)
