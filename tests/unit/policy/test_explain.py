"""An explanation names rule, clause, action, and who won; never what the message says."""

from bot.policy.explain import explain
from tests.builders import NOON, finding, message, result
from tests.unit.policy.building import POLICY, book, changed

SECRET = "219-09-9998"
FOUND = result(findings=(finding(),), unfinished=("spacy",))


def explained(policies, found=FOUND):
    return explain(policies.decide(message(SECRET), found, past=(), now=NOON))


def test_a_decision_is_explained_from_the_match_to_the_winner(tmp_path):
    strict = changed(
        "[warn_author]", "[remove_message, notify_admins, keep_record]\n    keep: 3y"
    ).replace("house-rules", "strict-rules")
    strict = strict.replace("title: House rules", "title: Strict rules")

    assert explained(book(tmp_path, POLICY, strict)).splitlines() == [
        "strict-rules/numbers (high)",
        "  because  A Social Security number was found.",
        "  cites    Strict rules, clause 1: No numbers.",
        "house-rules/numbers (high)",
        "  because  A Social Security number was found.",
        "  cites    House rules, clause 1: No numbers.",
        "What is done:",
        "  remove_message, for strict-rules/numbers",
        "  notify_admins to admins, for strict-rules/numbers",
        "  warn_author, for house-rules/numbers",
        "  keep_record for 3 years, for strict-rules/numbers",
        "What prevails:",
        "  what is done: remove_message",
        "    by   Strict rules, clause 1",
        "    over House rules, clause 1",
        "  who is told: admins",
        "    by   Strict rules, clause 1",
        "    over House rules, clause 1",
        "  how long it is kept: 3 years",
        "    by   Strict rules, clause 1",
        "    over House rules, clause 1",
        "Not checked: spacy.",
    ]


def test_a_trial_is_explained_as_one(tmp_path):
    policies = book(tmp_path, changed("mode: enforce", "mode: shadow"))

    assert explained(policies).splitlines() == [
        "No rule in force speaks against it.",
        "On trial (shadow), nothing of this is done:",
        "house-rules/numbers (high)",
        "  because  A Social Security number was found.",
        "  cites    House rules, clause 1: No numbers.",
        "What would be done:",
        "  warn_author, for house-rules/numbers",
        "Not checked: spacy.",
    ]


def test_what_nothing_speaks_against_is_said_in_one_line(tmp_path):
    assert explained(book(tmp_path, POLICY), result()) == "No rule in force speaks against it."


def test_the_text_is_not_in_the_explanation(tmp_path):
    assert SECRET not in explained(book(tmp_path, POLICY))
