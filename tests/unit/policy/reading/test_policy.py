"""A whole file becomes a policy; every fault in it is found, on its line."""

from datetime import date, timedelta

import pytest

from bot.domain.clause import Clause
from bot.domain.decision import ActionKind, Severity
from bot.domain.message import ConversationKind, Platform, Standing
from bot.policy.conditions.content import FindingCondition
from bot.policy.file_format import MetBy, Mode, Scope
from bot.policy.reading.faults import FaultList
from bot.policy.reading.policy import read_policy
from tests.unit.policy.building import POLICY, changed, read

CLAUSE = Clause(
    policy="house-rules",
    policy_title="House rules",
    number="1",
    asks="No numbers.",
    source="The house",
)


def test_a_policy_is_read_as_it_is_written(tmp_path):
    policy, faults = read(POLICY, tmp_path)

    assert faults == []
    assert (policy.id, policy.title, policy.mode) == ("house-rules", "House rules", Mode.ENFORCE)
    assert (policy.owner, policy.why, policy.source) == (
        "the-owner",
        "To show how it is done.",
        "The house",
    )
    assert (policy.adopted, policy.review_by) == (date(2026, 1, 1), date(2027, 1, 1))
    assert policy.scope == Scope()
    [clause] = policy.clauses
    assert (clause.clause, clause.met_by) == (CLAUSE, (MetBy.RULE,))
    [rule] = policy.rules
    assert (rule.id, rule.cites, rule.when) == (
        "numbers",
        (CLAUSE,),
        FindingCondition(labels=("US_SSN",)),
    )
    assert (rule.severity, rule.actions) == (Severity.HIGH, (ActionKind.WARN_AUTHOR,))
    assert [test.name for test in policy.tests] == ["a number", "no number"]


def test_a_scope_is_read(tmp_path):
    policy, faults = read(
        changed(
            "clauses:\n",
            "applies_to:\n  platforms: [slack]\n  conversations: [channel, direct]\n"
            "  divisions: [roads]\n  authors: [member, guest]\nclauses:\n",
        ),
        tmp_path,
    )

    assert faults == []
    assert policy.scope == Scope(
        platforms=(Platform.SLACK,),
        conversations=(ConversationKind.CHANNEL, ConversationKind.DIRECT),
        divisions=("roads",),
        authors=(Standing.MEMBER, Standing.GUEST),
    )


def test_everyone_and_all_divisions_are_no_limits(tmp_path):
    policy, faults = read(
        changed("clauses:\n", "applies_to: {divisions: all, authors: everyone}\nclauses:\n"),
        tmp_path,
    )

    assert faults == []
    assert policy.scope == Scope()


def test_approved_messengers_are_read_in_lower_case(tmp_path):
    policy, _ = read(changed("clauses:\n", "approved_messengers: [Slack]\nclauses:\n"), tmp_path)

    assert policy.approved_messengers == frozenset({"slack"})


def test_a_clause_may_name_a_source_of_its_own(tmp_path):
    policy, _ = read(
        changed(
            "    asks: No numbers.\n",
            "    asks: No numbers.\n    source: The law\n    url: https://law.example\n",
        ),
        tmp_path,
    )

    assert (policy.clauses[0].clause.source, policy.clauses[0].clause.url) == (
        "The law",
        "https://law.example",
    )


def test_who_is_told_and_how_long_it_is_kept_are_read(tmp_path):
    policy, faults = read(
        changed(
            "    actions: [warn_author]\n",
            "    actions: [notify_admins, keep_record]\n    tell: [legal]\n    keep: 3y\n"
            "    triage: Ask.\n    false_positives: [Order numbers.]\n",
        ),
        tmp_path,
    )

    assert faults == []
    [rule] = policy.rules
    assert (rule.tell, rule.keep) == (("legal",), timedelta(days=3 * 365))
    assert (rule.triage, rule.false_positives) == ("Ask.", ("Order numbers.",))


def test_the_admins_are_told_where_nobody_else_is_named(tmp_path):
    policy, _ = read(
        changed("    actions: [warn_author]\n", "    actions: [notify_admins]\n"), tmp_path
    )

    assert policy.rules[0].tell == ("admins",)


def test_an_unknown_clause_is_a_fault_of_the_rule_and_leaves_its_own_unmet(tmp_path):
    _, faults = read(changed('cites: ["1"]', 'cites: ["2"]'), tmp_path)

    assert faults == [
        (15, "unknown clause “2”; known: 1"),
        (10, "clause 1 says it is met by a rule, but no rule cites it"),
    ]


@pytest.mark.parametrize(
    "key",
    ["policy", "title", "mode", "owner", "adopted", "review_by", "why", "source"],
)
def test_a_missing_field_is_a_fault(tmp_path, key):
    without = "".join(
        line for line in POLICY.splitlines(keepends=True) if not line.startswith(f"{key}:")
    )

    _, faults = read(without, tmp_path)

    assert faults == [(1, f"“{key}” is missing")]


@pytest.mark.parametrize("key", ["clauses", "rules", "tests"])
def test_a_missing_list_is_a_fault(tmp_path, key):
    start = POLICY[: POLICY.index("clauses:")]
    lists = "".join(f"{other}: []\n" for other in ("clauses", "rules", "tests") if other != key)

    _, faults = read(start + lists, tmp_path)

    assert (1, f"“{key}” is missing") in faults


def test_missing_fields_of_a_rule_are_faults_on_its_line(tmp_path):
    text = changed("  - rule: numbers\n", "  - {rule: empty}\n  - rule: numbers\n")

    _, faults = read(text, tmp_path)

    assert faults == [
        (14, "“when” is missing"),
        (14, "“cites” is missing"),
        (14, "“actions” is missing"),
        (14, "“severity” is missing"),
        (14, "rule “empty” has no test that expects it"),
        (14, "rule “empty” has no test that is a near miss of it"),
    ]


def test_an_id_is_written_in_lower_case_words(tmp_path):
    _, faults = read(POLICY.replace("numbers", "Numbers"), tmp_path)

    assert faults == [(14, "the id “Numbers” must be lower-case words joined by hyphens")]


def test_the_id_is_the_name_of_the_file(tmp_path):
    _, faults = read(POLICY, tmp_path, name="other.yaml")

    assert faults == [(1, "the id “house-rules” is not the file's name, “other”")]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(b"policy: \xff", (1, "is not written in UTF-8"), id="encoding"),
        pytest.param(b"", (1, "the file is empty"), id="empty"),
        pytest.param(b"- policy", (1, "a policy must be a mapping, not a list"), id="list"),
    ],
)
def test_what_is_no_policy_at_all_is_one_fault(tmp_path, content, fault):
    path = tmp_path / "house-rules.yaml"
    path.write_bytes(content)
    faults = FaultList(path)

    policy = read_policy(path, faults)

    assert policy is None
    assert [(one.line, one.what) for one in faults.found] == [fault]
