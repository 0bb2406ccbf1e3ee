"""A decision in words."""

from datetime import timedelta

import pytest

from bot.console.decision_view import (
    OutcomeView,
    PrevailingView,
    RuleView,
    outcome_words,
    view_decision,
)
from bot.domain.decision import (
    ActionKind,
    ActionOutcome,
    Dimension,
    OutcomeStatus,
    Prevailing,
    Severity,
)
from tests import builders as b
from tests import case_builders as c

NC = "NC CC&PS Instant Messaging, clause 3.b"


def test_nothing_is_said_where_nothing_was_decided():
    assert view_decision(c.unflagged()) is None


@pytest.mark.parametrize(
    ("status", "detail", "said"),
    [
        (OutcomeStatus.DONE, "", "done"),
        (
            OutcomeStatus.NOT_PERMITTED,
            "deletion is not granted",
            "not permitted: deletion is not granted",
        ),
        (
            OutcomeStatus.NOT_PERMITTED,
            "not permitted: deletion is not granted",
            "not permitted: deletion is not granted",
        ),
        (OutcomeStatus.THROTTLED, "warned 5 times", "throttled: warned 5 times"),
    ],
    ids=["no detail", "detail", "detail that names the status", "throttled"],
)
def test_an_outcome_is_told_with_its_status_once(status, detail, said):
    outcome = ActionOutcome(kind=ActionKind.REMOVE_MESSAGE, status=status, detail=detail)

    assert outcome_words(outcome) == said


def test_every_action_says_what_became_of_it():
    decision = b.decision(
        actions=(
            b.action(),
            b.action(ActionKind.REMOVE_MESSAGE),
            b.action(ActionKind.OPEN_CASE),
            b.action(ActionKind.KEEP_RECORD, keep=timedelta(days=1095)),
        ),
        shadow_actions=(b.action(ActionKind.HIDE_MESSAGE),),
    )
    outcomes = (
        ActionOutcome(kind=ActionKind.WARN_AUTHOR, status=OutcomeStatus.DONE),
        ActionOutcome(kind=ActionKind.REMOVE_ATTACHMENT, status=OutcomeStatus.FAILED),
    )

    seen = view_decision(c.flagged(decision=decision, outcomes=outcomes))

    assert seen.outcomes == (
        OutcomeView(title="Warn the author", tone="good", words="done"),
        OutcomeView(title="Remove the message", tone="info", words="not done yet"),
        OutcomeView(title="Open a case", tone="good", words="this case"),
        OutcomeView(title="Keep a record", tone="good", words="kept for 3 years"),
        OutcomeView(title="Remove the attachment", tone="bad", words="failed"),
        OutcomeView(
            title="Hide the message", tone="info", words="on trial: would have been done, was not"
        ),
    )


def test_what_prevailed_names_the_clauses_of_the_rules():
    other = b.match(policy="wv", rule="personal", clauses=(b.clause(number="4.3"),))
    decision = b.decision(
        matches=(b.match(), other),
        prevailing=(
            Prevailing(
                dimension=Dimension.DONE,
                value="remove_message",
                won="nc-ccps-im/confidential",
                over=("wv/personal",),
            ),
            Prevailing(dimension=Dimension.KEPT, value="3 years", won="A law, section 1"),
        ),
    )

    seen = view_decision(c.flagged(decision=decision))

    assert seen.prevailing == (
        PrevailingView(
            dimension="What is done",
            value="Remove the message",
            won=NC,
            over=("NC CC&PS Instant Messaging, clause 4.3",),
        ),
        PrevailingView(
            dimension="How long it is kept", value="3 years", won="A law, section 1", over=()
        ),
    )


def test_a_rule_on_trial_is_told_apart_from_one_in_force():
    decision = b.decision(shadow_matches=(b.match(policy="wv"),))

    seen = view_decision(c.flagged(decision=decision))

    assert [rule.on_trial for rule in seen.rules] == [False, True]


def test_rules_of_several_policies_that_say_the_same_are_told_once():
    other = b.clause(policy="wv", policy_title="WVOT-PO1010", number="4.3")
    also = b.clause(policy="wv", policy_title="WVOT-PO1010", number="5.3.6")
    decision = b.decision(
        matches=(
            b.match(),
            b.match(policy="wv", clauses=(other, also)),
            b.match(policy="wv", clauses=(other,), severity=Severity.LOW),
        )
    )

    seen = view_decision(c.flagged(decision=decision))

    assert seen.rules == (
        RuleView(
            because="a Social Security number was found",
            level=3,
            severity="High",
            citations=(NC, "WVOT-PO1010, clauses 4.3, 5.3.6"),
        ),
        RuleView(
            because="a Social Security number was found",
            level=1,
            severity="Low",
            citations=("WVOT-PO1010, clause 4.3",),
        ),
    )
