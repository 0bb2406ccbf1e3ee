"""Policies are chosen while the chat runs."""

import pytest

from bot.local.choice import ChosenPolicies
from bot.local.refusal import Refused
from bot.policy.loader import LIBRARY, load_policies
from tests.builders import NOON, finding, message, result

SSN = result(findings=(finding(),), categories={"PII": 0.95})


@pytest.fixture(scope="module")
def book():
    return load_policies((LIBRARY,))


def policies_that_match(choice):
    decided = choice.decide(message("my ssn"), SSN, past=(), now=NOON)
    return {match.policy for match in decided.matches}


def test_all_govern_unless_chosen_otherwise(book):
    choice = ChosenPolicies(book)

    assert set(choice.chosen) == set(choice.titles)


def test_a_choice_governs_from_the_next_message_on(book):
    choice = ChosenPolicies(book, ["nc-ccps-im"])
    before = policies_that_match(choice)

    choice.choose(["wv-po1010"])

    assert (before, policies_that_match(choice)) == ({"nc-ccps-im"}, {"wv-po1010"})


def test_where_no_policy_governs_nothing_is_decided(book):
    choice = ChosenPolicies(book, [])

    assert policies_that_match(choice) == set()


def test_an_unknown_policy_is_refused_and_the_choice_stays(book):
    choice = ChosenPolicies(book, ["nc-ccps-im"])

    with pytest.raises(Refused, match="no policy called made-up"):
        choice.choose(["made-up"])

    assert choice.chosen == ("nc-ccps-im",)
