"""Teams' codes in words."""

import pytest

from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus
from bot.teams.outcomes import refused, words_for


@pytest.mark.parametrize(
    ("code", "status", "detail"),
    [
        (
            "MessageWritesBlocked",
            OutcomeStatus.UNREACHABLE,
            "the person has blocked or removed the app",
        ),
        (
            "BotDisabledByAdmin",
            OutcomeStatus.NOT_PERMITTED,
            "not permitted: an admin has switched the app off",
        ),
        ("Odd", OutcomeStatus.FAILED, "Teams refused it (Odd)"),
    ],
    ids=["unreachable", "not permitted", "unheard of"],
)
def test_a_refusal_is_an_outcome(code, status, detail):
    kind = ActionKind.WARN_AUTHOR

    assert refused(kind, code) == ActionOutcome(kind=kind, status=status, detail=detail)


def test_a_code_without_words_stands_for_itself():
    assert words_for("Odd") == "Odd"
