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


FAULTS = {
    "unknown key": (
        "owner: the-owner\n",
        "ownr: the-owner\nowner: the-owner\n",
        "ownr",
        "unknown key “ownr” in a policy; did you mean “owner”?",
    ),
    "doubled key": (
        "why: To",
        "why: First\nwhy: To",
        "why: To",
        "“why” is given twice (first on line 7)",
    ),
    "mode": (
        "mode: enforce",
        "mode: enforced",
        "mode:",
        "unknown mode “enforced”; did you mean “enforce”?",
    ),
    "date": (
        "adopted: 2026-01-01",
        "adopted: January",
        "adopted:",
        "“adopted” must be a date written 2026-03-02",
    ),
    "unknown label": (
        "{label: US_SSN}}",
        "{label: SSN}}",
        "when:",
        "unknown label “SSN”; did you mean “US_SSN”?",
    ),
    "unknown condition": (
        "{finding: {label: US_SSN}}",
        "{find: {label: US_SSN}}",
        "when:",
        "unknown condition “find”; did you mean “finding”?",
    ),
    "unknown action": (
        "[warn_author]",
        "[warn_auhtor]",
        "actions:",
        "unknown action “warn_auhtor”; did you mean “warn_author”?",
    ),
    "no action": ("[warn_author]", "[]", "actions:", "“actions” names none"),
    "unknown severity": (
        "severity: high",
        "severity: hihg",
        "severity:",
        "unknown severity “hihg”; did you mean “high”?",
    ),
    "keep without its action": (
        "    severity: high\n",
        "    severity: high\n    keep: 3y\n",
        "keep:",
        "“keep” is given, but keep_record is not among the actions",
    ),
    "keep_record without keep": (
        "[warn_author]",
        "[warn_author, keep_record]",
        "actions:",
        "keep_record needs “keep”: for how long",
    ),
    "bad keep": (
        "[warn_author]\n",
        "[warn_author, keep_record]\n    keep: long\n",
        "keep:",
        "“keep” must be a duration such as 10m, 4h, 30d or 3y",
    ),
    "tell without its action": (
        "    severity: high\n",
        "    severity: high\n    tell: [legal]\n",
        "tell:",
        "“tell” names groups, but notify_admins is not among the actions",
    ),
    "clause nobody meets": (
        "    asks: No numbers.\n    met_by: rule\n",
        "    asks: No numbers.\n    met_by: rule\n  - clause: '2'\n    asks: More.\n",
        "'2'",
        "clause 2 names nothing that meets it (met_by)",
    ),
    "clause met by no rule": (
        "    asks: No numbers.\n    met_by: rule\n",
        (
            "    asks: No numbers.\n    met_by: rule\n  - clause: '2'\n    asks: More.\n"
            "    met_by: rule\n"
        ),
        "'2'",
        "clause 2 says it is met by a rule, but no rule cites it",
    ),
    "clause met by no name": (
        "met_by: rule",
        "met_by: [rule, luck]",
        "met_by:",
        (
            "unknown way to meet a clause “luck”; known: attested, capability, composition, "
            "notice, rule, scope, workflow"
        ),
    ),
    "clause met without how": (
        "met_by: rule",
        "met_by: [rule, notice]",
        "met_by:",
        "clause 1 is met by notice, but `how` is missing",
    ),
    "clause not yet met by a rule": (
        "met_by: rule",
        "met_by: rule\n    not_yet: Later.",
        "not_yet:",
        "`not_yet` is for what rules do not meet; correct the rule instead",
    ),
    "clause cited but not said to be": (
        "met_by: rule",
        "met_by: scope\n    how: So.",
        'clause: "1"',
        "clause 1 is cited by a rule, but met_by does not say `rule`",
    ),
    "doubled clause": (
        "    met_by: rule\n",
        "    met_by: rule\n  - {clause: '1', asks: Again., met_by: rule}\n",
        "Again",
        "clause “1” is given twice (first on line 10)",
    ),
    "doubled test": (
        "test: no number",
        "test: a number",
        'test: a number\n    text: "219"',
        "test “a number” is given twice (first on line 20)",
    ),
    "expected rule unknown": (
        "expect: [numbers]",
        "expect: [numbers, number]",
        "expect:",
        "unknown rule “number”; did you mean “numbers”?",
    ),
    "expected and near miss": (
        "expect: [numbers]",
        "expect: [numbers]\n    near_miss: [numbers]",
        "near_miss:",
        "“numbers” is expected and called a near miss in one test",
    ),
    "no match": (
        "expect: [numbers]",
        "expect: []",
        "rule: numbers",
        "rule “numbers” has no test that expects it",
    ),
    "match with a gap only": (
        "expect: [numbers]",
        "expect: [numbers]\n    known_gap: Some.",
        "rule: numbers",
        "rule “numbers” has no test that expects it",
    ),
    "no near miss": (
        "    near_miss: [numbers]\n",
        "",
        "rule: numbers",
        "rule “numbers” has no test that is a near miss of it",
    ),
    "platform": (
        "clauses:\n",
        "applies_to: {platforms: [irc]}\nclauses:\n",
        "applies_to",
        "unknown platform “irc”; known: local, slack, teams",
    ),
    "no clause": (
        (
            'clauses:\n  - clause: "1"\n    asks: No numbers.\n    met_by: rule\nrules:\n'
            '  - rule: numbers\n    cites: ["1"]\n    when: {finding: {label: US_SSN}}\n'
            "    severity: high\n    actions: [warn_author]\ntests:\n  - test: a number\n"
            '    text: "219-09-9998"\n    given: {findings: [US_SSN]}\n    expect: [numbers]\n'
            '  - test: no number\n    text: "219"\n    expect: []\n    near_miss: [numbers]\n'
        ),
        "clauses: []\nrules: []\ntests: []\n",
        "clauses:",
        "a policy without a clause asks nothing",
    ),
}


@pytest.mark.parametrize(("old", "new", "where", "what"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_found_on_its_line(tmp_path, old, new, where, what):
    text = changed(old, new)

    _, faults = read(text, tmp_path)

    assert faults == [(_line(text, where), what)]


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


def _line(text, where):
    return text[: text.index(where)].count("\n") + 1
