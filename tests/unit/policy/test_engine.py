"""The book decides by every policy that applies; policies on trial change nothing."""

from datetime import timedelta

import pytest

from bot.domain.decision import Action, ActionKind, Decision, RuleMatch, Severity
from bot.domain.message import Platform
from bot.errors import PolicyFaults
from bot.policy.engine import PolicyBook
from tests.builders import NOON, clause, finding, message, ref, result
from tests.unit.policy.building import POLICY, before, book, changed

SSN = finding()
FOUND = result(findings=(SSN,), unfinished=("spacy",))
CLAUSE = clause(
    policy="house-rules",
    policy_title="House rules",
    number="1",
    asks="No numbers.",
    source="The house",
)
MATCH = RuleMatch(
    policy="house-rules",
    rule="numbers",
    clauses=(CLAUSE,),
    severity=Severity.HIGH,
    because="A Social Security number was found.",
    actions=(ActionKind.WARN_AUTHOR,),
    findings=(SSN,),
)
WARNED = Action(kind=ActionKind.WARN_AUTHOR, cites=("house-rules/numbers",))
OTHER = POLICY.replace("house-rules", "other-rules").replace("House rules", "Other rules")


def decide(policies, found=FOUND, message_=None, past=()):
    return policies.decide(message_ or message(), found, past=past, now=NOON)


def test_a_rule_that_holds_is_a_match_with_its_clause_and_its_action(tmp_path):
    decision = decide(book(tmp_path, POLICY))

    assert decision == Decision(
        ref=ref(),
        decided_at=NOON,
        matches=(MATCH,),
        actions=(WARNED,),
        prevailing=decision.prevailing,
        unfinished=("spacy",),
    )
    assert [one.won for one in decision.prevailing] == ["House rules, clause 1"]


def test_what_nothing_speaks_against_leads_to_nothing(tmp_path):
    decision = decide(book(tmp_path, POLICY), found=result())

    assert decision == Decision(ref=ref(), decided_at=NOON)


def test_a_policy_on_trial_is_shown_and_does_nothing(tmp_path):
    decision = decide(book(tmp_path, changed("mode: enforce", "mode: shadow")))

    assert (decision.matches, decision.actions, decision.prevailing) == ((), (), ())
    assert (decision.shadow_matches, decision.shadow_actions) == ((MATCH,), (WARNED,))


def test_a_policy_that_is_off_is_not_looked_at(tmp_path):
    decision = decide(book(tmp_path, changed("mode: enforce", "mode: off")))

    assert decision == Decision(ref=ref(), decided_at=NOON, unfinished=("spacy",))


def test_a_policy_for_elsewhere_does_not_apply(tmp_path):
    policies = book(tmp_path, changed("clauses:\n", "applies_to: {platforms: [slack]}\nclauses:\n"))

    here = decide(policies)
    there = decide(policies, message_=message(ref=ref(platform=Platform.SLACK)))

    assert (here.matches, there.matches) == ((), (MATCH,))


def test_each_policy_has_a_list_of_messengers_of_its_own(tmp_path):
    moving = "{off_channel: {unless_approved: true}}"
    strict = changed("{finding: {label: US_SSN}}", moving)
    lenient = strict.replace("house-rules", "other-rules").replace(
        "clauses:\n", "approved_messengers: [signal]\nclauses:\n"
    )

    decision = decide(
        book(tmp_path, strict, lenient),
        found=result(categories={"OFF_CHANNEL": 0.9}, messengers=frozenset({"signal"})),
    )

    assert [one.key for one in decision.matches] == ["house-rules/numbers"]


def test_a_rate_counts_what_the_author_did_before(tmp_path):
    policies = book(
        tmp_path,
        changed("{finding: {label: US_SSN}}", "{rate: {of: messages, over: 1, within: 10m}}"),
    )

    assert decide(policies, past=[before(1)]).matches != ()
    assert decide(policies, past=[before(11)]).matches == ()


def test_a_rule_that_saw_nothing_says_so(tmp_path):
    policies = book(tmp_path, changed("{finding: {label: US_SSN}}", "{not: {edited: true}}"))

    [match] = decide(policies).matches

    assert match.because == "What the rule asks is so."


def test_the_book_is_narrowed_to_the_policies_that_govern(tmp_path):
    policies = book(tmp_path, POLICY, OTHER)

    enforced = decide(policies.governed_by(["other-rules"], enforced=["other-rules"]))
    on_trial = decide(policies.governed_by(["other-rules"], enforced=["house-rules"]))
    both = decide(policies.governed_by(["house-rules", "other-rules"], enforced=["house-rules"]))

    assert [one.policy for one in enforced.matches] == ["other-rules"]
    assert enforced.shadow_matches == ()
    assert on_trial.matches == ()
    assert [one.policy for one in on_trial.shadow_matches] == ["other-rules"]
    assert [one.policy for one in both.matches] == ["house-rules"]
    assert [one.policy for one in both.shadow_matches] == ["other-rules"]


@pytest.mark.parametrize(
    ("ids", "enforced"), [(["nobodys"], []), (["house-rules"], ["nobodys"])], ids=["id", "enforced"]
)
def test_an_unknown_policy_is_refused_and_the_known_ones_are_named(tmp_path, ids, enforced):
    policies = book(tmp_path, POLICY, OTHER)

    with pytest.raises(PolicyFaults) as caught:
        policies.governed_by(ids, enforced=enforced)

    assert str(caught.value).endswith(
        "There is no policy named nobodys; known: house-rules, other-rules."
    )


def test_an_empty_book_knows_none():
    with pytest.raises(PolicyFaults, match="known: none"):
        PolicyBook().governed_by(["any"], enforced=[])


def test_how_long_a_record_is_kept_comes_from_the_rule(tmp_path):
    policies = book(tmp_path, changed("[warn_author]", "[keep_record]\n    keep: 2y"))

    assert decide(policies).action(ActionKind.KEEP_RECORD).keep == timedelta(days=730)
