"""Takes all matches together: the strictest prevails, per dimension, and it is said who won.

Nothing here can loosen: more matches only ever add actions, add groups and lengthen keeping.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.decision import Action, ActionKind, Dimension, Prevailing, RuleMatch
from bot.policy.durations import say_duration

LADDER: tuple[ActionKind, ...] = tuple(ActionKind)
"""Every kind of action, weakest first."""


def gravest_first(matches: Sequence[RuleMatch]) -> tuple[RuleMatch, ...]:
    """Return the matches, the gravest first; of equals the one that does more."""
    return tuple(sorted(matches, key=lambda one: (-one.severity, -_rank(one), one.key)))


def actions_of(matches: Sequence[RuleMatch]) -> tuple[Action, ...]:
    """Return one action of each kind asked for, strictest kind first.

    `matches` are ordered, gravest first, and so are those an action cites.
    """
    kinds = {kind for match in matches for kind in match.actions}
    return tuple(
        _action(kind, [match for match in matches if kind in match.actions])
        for kind in reversed(LADDER)
        if kind in kinds
    )


def prevailing_of(matches: Sequence[RuleMatch]) -> tuple[Prevailing, ...]:
    """Return for each dimension which clauses won, and over which."""
    found = (_done(matches), _told(matches), _kept(matches))
    return tuple(one for one in found if one is not None)


def _action(kind: ActionKind, asking: Sequence[RuleMatch]) -> Action:
    cites = tuple(match.key for match in asking)
    if kind is ActionKind.NOTIFY_ADMINS:
        return Action(kind=kind, cites=cites, tell=tuple(sorted(_groups(asking))))
    if kind is ActionKind.KEEP_RECORD:
        return Action(kind=kind, cites=cites, keep=_longest(asking))
    return Action(kind=kind, cites=cites)


def _done(matches: Sequence[RuleMatch]) -> Prevailing | None:
    if not matches:
        return None
    highest = max(_rank(match) for match in matches)
    won = [match for match in matches if _rank(match) == highest]
    return _prevailing(Dimension.DONE, LADDER[highest].value, won, matches)


def _told(matches: Sequence[RuleMatch]) -> Prevailing | None:
    groups = _groups(matches)
    if not groups:
        return None
    told = [frozenset(match.tell) for match in matches]
    won = [
        match
        for match in matches
        if match.tell and not any(frozenset(match.tell) < other for other in told)
    ]
    return _prevailing(Dimension.TOLD, ", ".join(sorted(groups)), won, matches)


def _kept(matches: Sequence[RuleMatch]) -> Prevailing | None:
    longest = _longest(matches)
    if longest is None:
        return None
    won = [match for match in matches if match.keep == longest]
    return _prevailing(Dimension.KEPT, say_duration(longest), won, matches)


def _prevailing(
    dimension: Dimension, value: str, won: Sequence[RuleMatch], matches: Sequence[RuleMatch]
) -> Prevailing:
    winners = _citations(won)
    over = [one for one in _citations(matches) if one not in winners]
    return Prevailing(dimension=dimension, value=value, won="; ".join(winners), over=tuple(over))


def _citations(matches: Sequence[RuleMatch]) -> list[str]:
    return list(dict.fromkeys(clause.citation for match in matches for clause in match.clauses))


def _rank(match: RuleMatch) -> int:
    return max(LADDER.index(kind) for kind in match.actions)


def _groups(matches: Sequence[RuleMatch]) -> set[str]:
    return {group for match in matches for group in match.tell}


def _longest(matches: Sequence[RuleMatch]) -> timedelta | None:
    return max((match.keep for match in matches if match.keep is not None), default=None)
