"""Every shipped policy passes the tests at its foot, and lists every clause of its original."""

import pytest

from bot.detection.engine import DetectionEngine
from bot.policy.coverage import coverage_of
from bot.policy.loader import LIBRARY, load_policies
from bot.policy.selftest import run_test

BOOK = load_policies([LIBRARY])
TESTS = {
    f"{policy.id}: {test.name}": (policy, test) for policy in BOOK.policies for test in policy.tests
}
# The originals are read once more here, clause by clause: a clause that is dropped from a file is
# a promise that is broken silently.
CLAUSES = {
    "nc-ccps-im": (
        "Approved technology, Audience, 1.a, 1.b, 1.c, 1.d, 1.e, 2.a, 2.b, 3.a, 3.b, 3.c, 3.d, 3.e"
    ),
    "al-630-04": "R1, R2, R3, R4, R5, R6, Scope, Enforcement",
    "or-dhs-070-010": (
        "1.1, 1.2, 1.3, 1.4, 1.5, 2.1, 2.2, 3.1, 3.2, 3.3, 3.4, 3.5, 3.6, Failure to comply,"
        " Definitions"
    ),
    "wv-po1010": (
        "4.1, 4.2, 4.3, 4.4, 4.5, 4.6, 5.1, 5.2, 5.3.1, 5.3.2, 5.3.3, 5.3.4, 5.3.5, 5.3.6, 5.3.7,"
        " 5.3.8, 5.4, 6.0, 7.0, 8.x"
    ),
}
MET_BY_RULES = {
    "nc-ccps-im": "Approved technology, 1.a, 1.b, 1.c, 3.a, 3.b, 3.c, 3.d",
    "al-630-04": "R1, R2, R3, R4, R5",
    "or-dhs-070-010": "1.1, 1.2, 1.3, 3.1, 3.2, 3.3, 3.4",
    "wv-po1010": (
        "4.1, 4.3, 4.4, 5.2, 5.3.1, 5.3.2, 5.3.3, 5.3.4, 5.3.5, 5.3.6, 5.3.7, 5.3.8, 5.4"
    ),
}


@pytest.fixture(scope="module")
def detection():
    """The identifier tier; what the trained pipeline would find is given in the tests."""
    return DetectionEngine()


@pytest.mark.parametrize(("policy", "test"), TESTS.values(), ids=TESTS.keys())
async def test_the_policy_does_what_its_test_says(policy, test, detection):
    verdict = await run_test(policy, test, detection.inspect)

    assert verdict.passed, f"{policy.file}:{test.line}: {verdict.what}"


@pytest.mark.parametrize("policy", BOOK.policies, ids=lambda policy: policy.id)
def test_every_clause_of_the_original_is_listed_in_its_order(policy):
    assert ", ".join(one.clause.number for one in policy.clauses) == CLAUSES[policy.id]


@pytest.mark.parametrize("policy", BOOK.policies, ids=lambda policy: policy.id)
def test_the_clauses_that_rules_can_meet_are_met_by_rules(policy):
    by_rule = [
        line.number for line in coverage_of(BOOK).clauses if line.policy == policy.id and line.rules
    ]

    assert ", ".join(by_rule) == MET_BY_RULES[policy.id]


def test_the_library_has_no_hole():
    assert coverage_of(BOOK).holes == ()
