"""Reasons are joined, each named once, in their order."""

from bot.policy.situation import Held, joined
from tests.builders import finding


def test_reasons_are_joined_and_named_once():
    ssn, card = finding(), finding(label="CREDIT_CARD")

    both = joined(
        [
            Held(because=("a", "b"), findings=(ssn,), categories=("PII",)),
            Held(because=("b", "c"), findings=(card, ssn), categories=("PII", "PHI")),
        ]
    )

    assert both == Held(because=("a", "b", "c"), findings=(ssn, card), categories=("PII", "PHI"))
