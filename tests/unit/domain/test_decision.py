"""A decision finds its matches and actions by name."""

from bot.domain.decision import ActionKind
from tests.builders import action, decision, match


def test_an_action_is_found_by_its_kind():
    decided = decision(actions=(action(), action(ActionKind.OPEN_CASE)))

    assert decided.action(ActionKind.OPEN_CASE) == action(ActionKind.OPEN_CASE)
    assert decided.action(ActionKind.REMOVE_MESSAGE) is None


def test_a_match_is_found_by_its_key_in_force_or_in_shadow():
    trial = match(policy="wv-po1010", rule="joke")
    decided = decision(shadow_matches=(trial,))

    assert decided.match("wv-po1010/joke") == trial
    assert decided.match("nc-ccps-im/confidential") == match()
