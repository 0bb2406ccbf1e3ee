"""What every book of policies keeps to."""

from datetime import timedelta

import pytest

from bot.domain.decision import ActionKind
from bot.domain.message import AudienceKind
from bot.local.choice import ChosenPolicies
from bot.policy.loader import LIBRARY, load_policies
from tests import builders as b

IDS = ("nc-ccps-im", "wv-po1010")
LATER = b.NOON + timedelta(minutes=1)
FOUND = b.result(findings=(b.finding(),), categories={"PII": 0.95})


@pytest.fixture(scope="session")
def library():
    return load_policies([LIBRARY])


@pytest.fixture(params=["the settings'", "the chat's choice"])
def policies(request, library):
    if request.param == "the settings'":
        return library.governed_by(IDS, enforced=IDS)
    return ChosenPolicies(library, IDS)


def decide(policies, message, result, **changes):
    return policies.decide(message, result, **{"past": (), "now": LATER} | changes)


def test_a_decision_is_about_that_message_at_that_moment(policies):
    decision = decide(policies, b.message(), FOUND)

    assert (decision.ref, decision.decided_at) == (b.ref(), LATER)


def test_what_no_rule_speaks_of_leads_to_nothing(policies):
    decision = decide(policies, b.message("lunch at noon?"), b.result())

    assert (decision.matches, decision.actions, decision.shadow_matches) == ((), (), ())


def test_every_match_cites_a_clause_and_every_action_a_match(policies):
    decision = decide(policies, b.message("my ssn is 536-22-8765"), FOUND)

    rules = {f"{match.policy}/{match.rule}" for match in decision.matches}
    assert {match.policy for match in decision.matches} == set(IDS)
    assert all(match.clauses and match.because for match in decision.matches)
    assert all(set(action.cites) <= rules and action.cites for action in decision.actions)
    assert ActionKind.WARN_AUTHOR in {action.kind for action in decision.actions}


def test_deciding_is_pure(policies):
    decided = [decide(policies, b.message("my ssn is 536-22-8765"), FOUND) for _ in range(2)]

    assert decided[0] == decided[1]


def test_an_audience_nobody_could_find_out_is_judged_as_an_external_one(policies):
    found = [
        decide(policies, b.message("hello", audience=b.audience(kind)), b.result())
        for kind in (AudienceKind.UNKNOWN, AudienceKind.EXTERNAL)
    ]

    rules = [[match.rule for match in decision.matches] for decision in found]
    assert (rules[0] == rules[1], bool(rules[0])) == (True, True)


def test_a_look_that_was_not_finished_stays_in_the_decision(policies):
    decision = decide(policies, b.message(), b.result(unfinished=("detector: us_ssn on body",)))

    assert decision.unfinished == ("detector: us_ssn on body",)
    assert decision.matches != ()


def test_a_decision_does_not_repeat_the_text(policies):
    decision = decide(policies, b.message("my ssn is 536-22-8765"), FOUND)

    assert "536-22-8765" not in repr(decision)
