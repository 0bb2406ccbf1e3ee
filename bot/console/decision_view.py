"""What a case page says about a decision: clauses, what prevailed, what became of each action."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.console.words import ACTION_TITLES, OUTCOME_TONES, SEVERITY_TITLES, lasting
from bot.domain.case import FlaggedMessage
from bot.domain.clause import Clause
from bot.domain.decision import (
    Action,
    ActionKind,
    ActionOutcome,
    Decision,
    Prevailing,
    RuleMatch,
    Severity,
)
from bot.domain.found_lines import looks_not_finished
from bot.domain.notice import safe_name

# These need nothing from a platform: the case, the record and the warning's buttons meet them.
_MET_HERE = {
    ActionKind.OPEN_CASE: "this case",
    ActionKind.KEEP_RECORD: "kept with the case",
    ActionKind.ASK_JUSTIFICATION: "asked with the warning",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """Why a message was flagged; rules of several policies that say the same are one."""

    because: str
    level: int
    severity: str
    citations: tuple[str, ...]
    on_trial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyView:
    """A written policy with those of its clauses that are cited."""

    title: str
    source: str
    url: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrevailingView:
    """Which clause won one dimension."""

    dimension: str
    value: str
    won: str
    over: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeView:
    """One action and what became of it, in words."""

    title: str
    tone: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """A decision as a case page shows it."""

    rules: tuple[RuleView, ...]
    prevailing: tuple[PrevailingView, ...]
    outcomes: tuple[OutcomeView, ...]
    unfinished: tuple[str, ...]


def view_decision(
    flagged: FlaggedMessage, shown: Callable[[str], str] = safe_name
) -> DecisionView | None:
    """Return the decision about one message in words; None if nothing was decided.

    `shown` makes a file's name one that may be shown.
    """
    decision = flagged.decision
    if decision is None:
        return None
    return DecisionView(
        rules=(
            *_rules(decision.matches, on_trial=False),
            *_rules(decision.shadow_matches, on_trial=True),
        ),
        prevailing=tuple(_prevailing(each, decision) for each in decision.prevailing),
        outcomes=_outcomes(decision, flagged.outcomes),
        unfinished=looks_not_finished(decision.unfinished, flagged.attachments, shown),
    )


def cited_policies(decisions: Iterable[Decision]) -> tuple[PolicyView, ...]:
    """Return the policies in force that are cited, each once, with the clauses cited of it."""
    cited = (
        clause for decision in decisions for match in decision.matches for clause in match.clauses
    )
    grouped: dict[str, dict[Clause, None]] = {}
    for clause in cited:
        grouped.setdefault(clause.policy_title, {})[clause] = None
    return tuple(_policy(title, tuple(clauses)) for title, clauses in grouped.items())


def _policy(title: str, clauses: tuple[Clause, ...]) -> PolicyView:
    return PolicyView(title=title, source=clauses[0].source, url=clauses[0].url, clauses=clauses)


def _rules(matches: Iterable[RuleMatch], *, on_trial: bool) -> Iterator[RuleView]:
    grouped: dict[tuple[str, Severity], list[Clause]] = {}
    for match in matches:
        grouped.setdefault((match.because, match.severity), []).extend(match.clauses)
    for (because, severity), clauses in grouped.items():
        yield RuleView(
            because=because,
            level=int(severity),
            severity=SEVERITY_TITLES[severity],
            citations=_citations(clauses),
            on_trial=on_trial,
        )


def _citations(clauses: Iterable[Clause]) -> tuple[str, ...]:
    """Cite each policy once: "WVOT-PO1010, clauses 4.3, 5.3.6"."""
    numbers: dict[str, dict[str, None]] = {}
    for clause in clauses:
        numbers.setdefault(clause.policy_title, {})[clause.number] = None
    return tuple(
        f"{title}, {'clause' if len(cited) == 1 else 'clauses'} {', '.join(cited)}"
        for title, cited in numbers.items()
    )


def _prevailing(prevailing: Prevailing, decision: Decision) -> PrevailingView:
    return PrevailingView(
        dimension=prevailing.dimension.value.capitalize(),
        value=_in_words(prevailing.value),
        won=_cited(prevailing.won, decision),
        over=tuple(_cited(name, decision) for name in prevailing.over),
    )


def _in_words(value: str) -> str:
    """Name an action as people do; anything else is said in words already."""
    titles = {kind.value: title for kind, title in ACTION_TITLES.items()}
    return titles.get(value, value)


def _cited(name: str, decision: Decision) -> str:
    """Turn a rule's key into the clauses it cites; a citation stays as it is."""
    clauses = (
        clause
        for match in decision.matches + decision.shadow_matches
        if match.key == name
        for clause in match.clauses
    )
    return "; ".join(_citations(clauses)) or name


def _outcomes(decision: Decision, outcomes: tuple[ActionOutcome, ...]) -> tuple[OutcomeView, ...]:
    known = {outcome.kind: outcome for outcome in outcomes}
    decided = {action.kind for action in decision.actions}
    # An author may ask for a removal that no policy decided on: it was done all the same.
    asked_for = (outcome for outcome in outcomes if outcome.kind not in decided)
    return (
        *(_outcome(action, known.get(action.kind)) for action in decision.actions),
        *(_done(outcome) for outcome in asked_for),
        *_on_trial(decision.shadow_actions),
    )


def _outcome(action: Action, outcome: ActionOutcome | None) -> OutcomeView:
    if outcome:
        return _done(outcome)
    if action.kind is ActionKind.KEEP_RECORD and action.keep:
        words = f"kept for {lasting(action.keep)}"
    else:
        words = _MET_HERE.get(action.kind, "")
    tone = "good" if words else "info"
    return OutcomeView(title=ACTION_TITLES[action.kind], tone=tone, words=words or "not done yet")


def _done(outcome: ActionOutcome) -> OutcomeView:
    return OutcomeView(
        title=ACTION_TITLES[outcome.kind],
        tone=OUTCOME_TONES[outcome.status],
        words=outcome_words(outcome),
    )


def _on_trial(actions: Iterable[Action]) -> Iterable[OutcomeView]:
    for action in actions:
        yield OutcomeView(
            title=ACTION_TITLES[action.kind],
            tone="info",
            words="on trial: would have been done, was not",
        )


def outcome_words(outcome: ActionOutcome) -> str:
    """Say what became of an action: its status, then what the platform said."""
    status, detail = outcome.status.value, outcome.detail
    if not detail or detail.startswith(status):
        return detail or status
    return f"{status}: {detail}"
