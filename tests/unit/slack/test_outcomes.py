"""Slack's refusals as outcomes in words."""

import pytest

from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus
from bot.slack.outcomes import refused


@pytest.mark.parametrize(
    ("code", "status", "detail"),
    [
        (
            "cant_delete_message",
            OutcomeStatus.NOT_PERMITTED,
            "not permitted: this workspace does not let that person delete the message",
        ),
        (
            "missing_scope",
            OutcomeStatus.NOT_PERMITTED,
            "not permitted: the app lacks a scope; install it again from its manifest",
        ),
        ("is_archived", OutcomeStatus.UNREACHABLE, "the channel is archived"),
        ("user_disabled", OutcomeStatus.UNREACHABLE, "the person's account is deactivated"),
        ("something_new", OutcomeStatus.FAILED, "Slack refused it (something_new)"),
    ],
    ids=["no right", "no scope", "archived", "gone", "unknown"],
)
def test_a_refusal_is_an_outcome(code, status, detail):
    assert refused(ActionKind.WARN_AUTHOR, code) == ActionOutcome(
        kind=ActionKind.WARN_AUTHOR, status=status, detail=detail
    )
