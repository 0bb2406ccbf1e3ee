"""Which rules speak of outsiders alone: without an outsider reading along they cannot hold."""

from __future__ import annotations

from bot.domain.message import AudienceKind
from bot.policy.conditions.logic import AllOf, AnyOf
from bot.policy.conditions.people import AudienceCondition
from bot.policy.engine import PolicyBook
from bot.policy.situation import Condition


def rules_about_outsiders(book: PolicyBook) -> frozenset[str]:
    """Return the keys of those rules, as a match names them."""
    return frozenset(
        f"{policy.id}/{rule.id}"
        for policy in book.policies
        for rule in policy.rules
        if _asks_for_outsiders(rule.when)
    )


def _asks_for_outsiders(when: Condition) -> bool:
    if isinstance(when, AudienceCondition):
        return AudienceKind.INTERNAL not in when.kinds
    if isinstance(when, AllOf):
        return any(map(_asks_for_outsiders, when.conditions))
    if isinstance(when, AnyOf):
        return bool(when.conditions) and all(map(_asks_for_outsiders, when.conditions))
    return False
