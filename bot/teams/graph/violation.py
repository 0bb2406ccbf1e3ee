"""What Graph is told of a message that breaks a policy: what to do, what to say, what to allow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from bot.domain.clause import Clause
from bot.domain.decision import ActionKind, Decision, RuleMatch
from bot.domain.labels import title_of
from bot.domain.message import AudienceKind, Message

BLOCK = "BlockAccess"
BLOCK_OUTSIDERS = "BlockAccessExternal"
NOTIFY = "NotifySender"
_OVERRIDE = "AllowOverrideWithJustification"
_FALSE_POSITIVE = "AllowFalsePositiveOverride"
_NONE = "None"
_MOST_CLAUSES = 3
_MOST_CONDITIONS = 10
_LONGEST = 1000

# Whether a rule, by its key, speaks of outsiders alone: its policy says so, a match does not.
IsForOutsiders = Callable[[str], bool]


def never(_rule: str) -> bool:
    """Of no rule is it known that it speaks of outsiders alone."""
    return False


def violation(
    decision: Decision, message: Message, kind: ActionKind, *, is_for_outsiders: IsForOutsiders
) -> dict[str, Any]:
    """Return the `policyViolation` for an action; it cites the clauses and quotes nothing."""
    cited = _cited(decision, kind)
    clauses = _clauses(cited)
    tip: dict[str, Any] = {
        "generalText": _words(clauses),
        "matchedConditionDescriptions": _conditions(cited),
    }
    if page := next((clause.url for clause in clauses if clause.url.startswith("https://")), ""):
        tip["complianceUrl"] = page
    return {
        "dlpAction": _dlp_action(kind, message, cited, is_for_outsiders),
        "verdictDetails": _verdict(decision, kind),
        "policyTip": tip,
    }


def lifted() -> dict[str, Any]:
    """Return the `policyViolation` that takes a block back."""
    return {"dlpAction": _NONE, "verdictDetails": _NONE, "policyTip": None}


def _dlp_action(
    kind: ActionKind,
    message: Message,
    cited: tuple[RuleMatch, ...],
    is_for_outsiders: IsForOutsiders,
) -> str:
    """Block it for everybody, unless hiding is asked for outsiders alone and is all that is asked.

    To Teams a guest may be no outsider, and who is unknown may be one: those are blocked for all.
    """
    if kind is ActionKind.WARN_AUTHOR:
        return NOTIFY
    hidden = kind is ActionKind.HIDE_MESSAGE and message.audience.kind is AudienceKind.EXTERNAL
    if hidden and cited and all(is_for_outsiders(match.key) for match in cited):
        return BLOCK_OUTSIDERS
    return BLOCK


def _verdict(decision: Decision, kind: ActionKind) -> str:
    """A justification frees the message where the policy asks for one, and nowhere else.

    The model of Microsoft's own SDK holds one flag; the service takes several, with commas.
    """
    if decision.action(ActionKind.ASK_JUSTIFICATION):
        return f"{_OVERRIDE},{_FALSE_POSITIVE}"
    return _FALSE_POSITIVE if kind is ActionKind.WARN_AUTHOR else _NONE


def _cited(decision: Decision, kind: ActionKind) -> tuple[RuleMatch, ...]:
    """An action the author asked for cites nothing that was decided: then all that matched."""
    action = decision.action(kind)
    if action is None:
        return decision.matches
    return tuple(decision.match(key) for key in action.cites)


def _clauses(cited: Iterable[RuleMatch]) -> list[Clause]:
    found = {clause.citation: clause for match in cited for clause in match.clauses}
    return list(found.values())[:_MOST_CLAUSES]


def _words(clauses: list[Clause]) -> str:
    asks = " ".join(f"{clause.citation}: {clause.asks}" for clause in clauses)
    return f"This message may not belong here. {asks}".strip()[:_LONGEST]


def _conditions(cited: Iterable[RuleMatch]) -> list[str]:
    found = dict.fromkeys(title_of(category) for match in cited for category in match.categories)
    return list(found)[:_MOST_CONDITIONS]
