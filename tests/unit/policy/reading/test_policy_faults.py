"""One thing wrong in a file is one fault, on its own line."""

import pytest

from tests.unit.policy.building import changed, read

# What is changed in a policy without a fault, where the fault is, and what it says.
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


def _line(text, where):
    return text[: text.index(where)].count("\n") + 1
