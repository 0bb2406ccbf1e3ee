"""Says in words what was decided, why, and which clause won what."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.decision import Action, Decision, Prevailing, RuleMatch
from bot.domain.found_lines import looks_not_finished
from bot.policy.durations import say_duration


def explain(decision: Decision) -> str:
    """Return the decision as lines a person can read; nothing of the message's text is in them."""
    return "\n".join(_lines(decision))


def _lines(decision: Decision) -> Iterator[str]:
    if not decision.matches:
        yield "No rule in force speaks against it."
    for match in decision.matches:
        yield from _match(match)
    yield from _actions("What is done:", decision.actions)
    if decision.prevailing:
        yield "What prevails:"
    for one in decision.prevailing:
        yield from _prevailing(one)
    if decision.shadow_matches:
        yield "On trial (shadow), nothing of this is done:"
    for match in decision.shadow_matches:
        yield from _match(match)
    yield from _actions("What would be done:", decision.shadow_actions)
    if decision.unfinished:
        yield f"Not checked: {', '.join(looks_not_finished(decision.unfinished, (), str))}."


def _match(match: RuleMatch) -> Iterator[str]:
    yield f"{match.key} ({match.severity.name.lower()})"
    yield f"  because  {match.because}"
    for clause in match.clauses:
        yield f"  cites    {clause.citation}: {clause.asks}"


def _actions(title: str, actions: tuple[Action, ...]) -> Iterator[str]:
    if actions:
        yield title
    for action in actions:
        tell = f" to {', '.join(action.tell)}" if action.tell else ""
        keep = f" for {say_duration(action.keep)}" if action.keep else ""
        yield f"  {action.kind.value}{tell}{keep}, for {', '.join(action.cites)}"


def _prevailing(one: Prevailing) -> Iterator[str]:
    yield f"  {one.dimension.value}: {one.value}"
    yield f"    by   {one.won}"
    for loser in one.over:
        yield f"    over {loser}"
