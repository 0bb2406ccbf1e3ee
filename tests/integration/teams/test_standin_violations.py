"""The stand-in Teams lets a message be blocked as Graph does, and no other way."""

import pytest

from tests.standins.teams_company import (
    ADA,
    DEAL,
    FINANCE_GROUP,
    GUEST,
    LUNCH,
    PARTNER,
    PROJECT,
    PROJECT_GROUP,
    REPORTS,
)
from tests.standins.teams_fixtures import call, stand_in, teams

__all__ = ["call", "stand_in", "teams"]  # fixtures

CHANNEL = f"/teams/{FINANCE_GROUP}/channels/{REPORTS}/messages"
CHAT = f"/chats/{LUNCH}/messages"
BLOCK = {
    "policyTip": {
        "generalText": "This may not be said here.",
        "complianceUrl": "https://policies.example/7",
        "matchedConditionDescriptions": ["Credit Card Number"],
    },
    "verdictDetails": "AllowOverrideWithJustification,AllowFalsePositiveOverride",
    "dlpAction": "BlockAccess",
}


def _error(answer):
    status, body = answer
    return status, body["error"]["code"]


async def test_a_message_is_blocked_and_its_sender_overrides_or_objects(call, teams):
    said = teams.world.say(REPORTS, ADA, "4111")

    answer = await call.graph("PATCH", f"{CHANNEL}/{said.id}", {"policyViolation": BLOCK})
    blocked = dict(said.violation)
    teams.world.override(said, "the auditor asked")
    _status, told = await call.graph("GET", f"{CHANNEL}/{said.id}")

    assert answer == (200, None)
    assert blocked == {
        "dlpAction": "blockAccess",
        "verdictDetails": "allowOverrideWithJustification,allowFalsePositiveOverride",
        "userAction": "none",
        "justificationText": None,
        "policyTip": BLOCK["policyTip"],
    }
    seen = told["policyViolation"]
    assert (seen["userAction"], seen["justificationText"]) == ("override", "the auditor asked")
    teams.world.report_false_positive(said)
    assert said.violation["userAction"] == "reportFalsePositive"


INVALID = {
    "an unknown action": {"dlpAction": "Delete"},
    "an unknown verdict": {"verdictDetails": "AllowAnything"},
    "both ways to override": {
        "verdictDetails": "AllowOverrideWithJustification,AllowOverrideWithoutJustification"
    },
    "a number for an action": {"dlpAction": 2},
    "a property nobody knows": {"reason": "x"},
    "a tip with other words": {"policyTip": {"title": "x"}},
    "a tip with text for a list": {"policyTip": {"matchedConditionDescriptions": "x"}},
    "a tip that is text": {"policyTip": "x"},
}


@pytest.mark.parametrize("changes", INVALID.values(), ids=INVALID)
async def test_a_violation_is_invalid_with(call, teams, changes):
    said = teams.world.say(LUNCH, ADA, "4111")

    answer = await call.graph("PATCH", f"{CHAT}/{said.id}", {"policyViolation": BLOCK | changes})

    assert (_error(answer), said.violation) == ((400, "BadRequest"), None)


SENDERS = {
    "a member": (REPORTS, ADA, {}, 200),
    "a member without a licence": (REPORTS, ADA, {"is_licensed": False}, 402),
    "a guest without a licence": (PROJECT, GUEST, {"is_licensed": False}, 200),
    "a partner": (DEAL, PARTNER, {}, 400),
}


@pytest.mark.parametrize(("place", "person", "state", "status"), SENDERS.values(), ids=SENDERS)
async def test_a_message_can_be_blocked_depending_on_its_sender(
    call, teams, place, person, state, status
):
    said = teams.world.say(place, person, "4111")
    for name, value in state.items():
        setattr(teams.world.people[person], name, value)
    group = PROJECT_GROUP if place == PROJECT else FINANCE_GROUP

    answer = await call.graph(
        "PATCH",
        f"/teams/{group}/channels/{place}/messages/{said.id}",
        {"policyViolation": BLOCK},
    )

    assert answer[0] == status


async def test_a_tenant_without_a_licence_may_be_told_so_as_forbidden(call, teams):
    said = teams.world.say(LUNCH, ADA, "4111")
    teams.world.is_licensed, teams.world.licence_refusal = False, 403

    answer = await call.graph("PATCH", f"{CHAT}/{said.id}", {"policyViolation": BLOCK})

    assert _error(answer) == (403, "Forbidden")


async def test_nothing_but_the_violation_can_be_changed(call, teams):
    said = teams.world.say(LUNCH, ADA, "4111")
    body = {"policyViolation": BLOCK, "body": {"content": ""}}

    answer = await call.graph("PATCH", f"{CHAT}/{said.id}", body)

    assert (_error(answer), said.text) == ((403, "Forbidden"), "4111")
