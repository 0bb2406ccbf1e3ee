"""A message is blocked by Graph where that is granted and licensed; else it is said why not."""

import pytest

from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus
from bot.domain.message import Standing
from bot.errors import TryLater
from bot.teams.graph.blocking import GraphBlocking
from tests import builders as b
from tests.standins.teams_company import (
    ADA,
    DEAL,
    FINANCE_GROUP,
    LUNCH,
    PARTNER,
    PROJECT_GROUP,
    REPORTS,
)
from tests.standins.teams_people import PARTNER_TENANT, TENANT
from tests.unit.teams.graph.building import blocking_decision, said_in_teams

HIDE = ActionKind.HIDE_MESSAGE
REMOVE = ActionKind.REMOVE_MESSAGE


async def _place(office, conversation):
    """Let the bot learn a conversation, and return what it knows of it."""
    await office.say("hello", conversation=conversation)
    return await office.room.references.find(TENANT, conversation)


async def _block(office, said, *, kind=REMOVE, decision=None, blocking=None, **changes):
    place = await _place(office, said.conversation)
    decision = decision or blocking_decision(kind)
    blocking = blocking or office.graph.blocking
    return await blocking.block(kind, said_in_teams(said, **changes), decision, place)


PLACES = {
    "a channel": (REPORTS, f"/graph/v1.0/teams/{FINANCE_GROUP}/channels/{REPORTS}/messages/{{}}"),
    "a chat": (LUNCH, f"/graph/v1.0/chats/{LUNCH}/messages/{{}}"),
}


@pytest.mark.parametrize(("conversation", "path"), PLACES.values(), ids=PLACES)
async def test_a_message_is_blocked_in(office, conversation, path):
    said = office.world.say(conversation, ADA, "4111")

    outcome = await _block(office, said)

    [call] = [one for one in office.world.calls if one.method == "PATCH"]
    assert (outcome.status, outcome.detail) == (
        OutcomeStatus.DONE,
        "blocked for everybody but its author; it could be read until then",
    )
    assert call.path == path.format(said.id)
    assert said.violation == {
        "dlpAction": "blockAccess",
        "verdictDetails": "allowOverrideWithJustification,allowFalsePositiveOverride",
        "userAction": "none",
        "justificationText": None,
        "policyTip": {
            "generalText": (
                "This message may not belong here. NC CC&PS Instant Messaging, clause 3.b: "
                "Confidential information stays out of instant messages."
            ),
            "matchedConditionDescriptions": ["personal information"],
            "complianceUrl": "https://policies.example/im#3b",
        },
    }


async def test_a_reply_is_blocked_below_its_root(office):
    root = office.world.say(REPORTS, ADA, "hello")
    reply = office.world.say(REPORTS, ADA, "4111", root=root.id)

    await _block(office, reply, thread=root.id)

    assert len(office.world.calls_to("graph.replies.patch")) == 1
    assert (root.violation, reply.violation["dlpAction"]) == (None, "blockAccess")


async def test_both_flags_go_out_as_one_text(office):
    await _block(office, office.world.say(LUNCH, ADA, "4111"))

    [call] = office.world.calls_to("graph.chats.messages.patch")
    assert call.body["policyViolation"]["verdictDetails"] == (
        "AllowOverrideWithJustification,AllowFalsePositiveOverride"
    )


async def test_what_is_hidden_from_outsiders_alone_stays_readable_to_the_others(office):
    said = office.world.say(DEAL, ADA, "4111")
    blocking = GraphBlocking(
        office.graph.graph, office.graph.places, is_for_outsiders=lambda _rule: True
    )

    outcome = await _block(
        office, said, kind=HIDE, blocking=blocking, audience=b.audience("external")
    )

    assert said.violation["dlpAction"] == "blockAccessExternal"
    assert outcome.detail == (
        "blocked for people outside the organisation; it could be read until then"
    )


async def test_a_warning_alone_is_a_policy_tip(office):
    said = office.world.say(LUNCH, ADA, "4111")
    place = await _place(office, LUNCH)

    outcome = await office.graph.blocking.tip(said_in_teams(said), b.decision(), place)

    assert outcome == _outcome(ActionKind.WARN_AUTHOR, "shown to the author as a policy tip")
    assert said.violation["dlpAction"] == "notifySender"
    assert said.violation["verdictDetails"] == "allowFalsePositiveOverride"


async def test_a_block_is_lifted(office):
    said = office.world.say(LUNCH, ADA, "4111")
    await _block(office, said)
    place = await office.room.references.find(TENANT, LUNCH)

    outcome = await office.graph.blocking.lift(said_in_teams(said), place)

    assert outcome.status is OutcomeStatus.DONE
    assert (said.violation["dlpAction"], said.violation["policyTip"]) == ("none", None)


def _outcome(kind, detail, status=OutcomeStatus.DONE):
    return ActionOutcome(kind=kind, status=status, detail=detail)


LICENCE = (
    "not permitted: the author has no licence with Microsoft Communications DLP (it comes with "
    "Microsoft 365 E5, A5 or G5, or their compliance add-on)"
)


@pytest.mark.parametrize("status", [402, 403])
async def test_without_a_licence_it_is_said_so(office, status):
    office.world.is_licensed, office.world.licence_refusal = False, status

    outcome = await _block(office, office.world.say(REPORTS, ADA, "4111"))

    assert outcome == _outcome(REMOVE, LICENCE, OutcomeStatus.NOT_PERMITTED)


GRANTS = {
    REPORTS: "ChannelMessage.UpdatePolicyViolation.All",
    LUNCH: "Chat.UpdatePolicyViolation.All",
}


@pytest.mark.parametrize(("conversation", "grant"), GRANTS.items(), ids=["channel", "chat"])
async def test_without_the_grant_it_is_said_which_is_missing(office, conversation, grant):
    office.world.roles -= {grant}

    outcome = await _block(office, office.world.say(conversation, ADA, "4111"))

    assert (outcome.status, grant in outcome.detail) == (OutcomeStatus.NOT_PERMITTED, True)


async def test_somebody_elses_employee_cannot_be_blocked_and_graph_is_not_asked(office):
    said = office.world.say(DEAL, PARTNER, "4111")
    author = b.author(id="aad-pat", tenant=PARTNER_TENANT, standing=Standing.EXTERNAL)

    outcome = await _block(office, said, author=author)

    assert outcome.status is OutcomeStatus.NOT_PERMITTED
    assert "only that organisation can block the message" in outcome.detail
    assert office.world.calls_to("graph.messages.patch") == []


async def test_a_federated_sender_whom_nobody_knew_is_refused_in_words(office):
    said = office.world.say(DEAL, PARTNER, "4111")

    outcome = await _block(office, said, author=b.author(standing=Standing.UNKNOWN))

    assert outcome.status is OutcomeStatus.FAILED
    assert "its author may belong to another organisation" in outcome.detail


async def test_a_message_that_is_gone_is_unreachable(office):
    said = office.world.say(REPORTS, ADA, "4111")
    del office.world.messages[said.id]

    outcome = await _block(office, said)

    assert outcome == _outcome(REMOVE, "the message is gone", OutcomeStatus.UNREACHABLE)


async def test_in_a_channel_of_no_known_team_nothing_can_be_blocked(office):
    said = office.world.say(REPORTS, ADA, "4111")

    outcome = await office.graph.blocking.block(
        REMOVE, said_in_teams(said), blocking_decision(REMOVE), None
    )

    assert outcome.status is OutcomeStatus.UNREACHABLE


async def test_a_channel_that_only_graph_told_of_is_known(office):
    await office.subscribe()
    said = await office.hear("hello")

    outcome = await office.graph.blocking.block(
        REMOVE, said_in_teams(said), blocking_decision(REMOVE), None
    )

    assert outcome.status is OutcomeStatus.DONE


async def test_in_the_bots_own_chat_there_is_nothing_to_block(office):
    said = office.world.say(office.world.direct(ADA), ADA, "4111")

    outcome = await _block(office, said)

    assert outcome.status is OutcomeStatus.NOT_PERMITTED


FAULTS = {
    "busy": {"status": 429, "retry_after": 0, "times": 1},
    "away for a moment": {"status": 503, "retry_after": 0, "times": 2},
    "a broken gateway": {"status": 502, "times": 1},
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
async def test_a_block_is_tried_again_when_graph_is(office, fault):
    said = office.world.say(REPORTS, ADA, "4111")
    office.world.fail("graph.messages.patch", **fault)

    outcome = await _block(office, said)

    assert outcome.status is OutcomeStatus.DONE


WAITS = {
    "asks to wait long": ({"status": 429, "retry_after": 40}, 40.0),
    "is broken": ({"status": 500}, 15.0),
}


@pytest.mark.parametrize(("fault", "after"), WAITS.values(), ids=WAITS)
async def test_a_block_is_left_for_later_when_graph(office, fault, after):
    said = office.world.say(REPORTS, ADA, "4111")
    place = await _place(office, REPORTS)
    office.world.fail("graph.messages.patch", **fault)

    with pytest.raises(TryLater) as wait:
        await office.graph.blocking.block(
            REMOVE, said_in_teams(said), blocking_decision(REMOVE), place
        )

    assert wait.value.after == after


async def test_a_decision_that_removes_blocks_the_message_on_its_way(office):
    text = "her ssn is 536-22-8765, please file it"
    said = await office.say(text, conversation=DEAL)

    assert said.violation["dlpAction"] == "blockAccess"
    assert PROJECT_GROUP not in office.world.calls_to("graph.messages.patch")[0].path
