"""The commands of a message's menu: who chose what, for which message, and what is shown."""

from datetime import UTC, datetime

import pytest

from bot.domain.message import MessageRef, Platform
from bot.errors import MalformedEvent
from bot.teams.cards import MOST
from bot.teams.events import read_body
from bot.teams.identity import Someone
from bot.teams.message_actions import (
    Command,
    MessageAction,
    read_action,
    to_inbound,
)
from tests.unit.teams.building import ADA, TENANT, activity

NOW = datetime(2026, 3, 2, 12, 0, 9, tzinfo=UTC)
SENT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LINK = "https://teams.microsoft.com/l/message/19:c@thread.tacv2/1772452860000"
PAYLOAD = {
    "id": "1772452860000",
    "createdDateTime": "2026-03-02T12:00:00Z",
    "linkToMessage": LINK,
    "body": {"contentType": "html", "content": "<div>the <b>plan</b></div>"},
    "from": {"user": {"id": "aad-bob", "displayName": "Bob Brown"}, "application": None},
}
REF = MessageRef(
    platform=Platform.TEAMS,
    tenant=TENANT,
    conversation="19:c@thread.tacv2",
    message="1772452860000",
)


def invoke(command="report", *, name="fetchTask", payload=PAYLOAD, data=None):
    value = {"commandId": command, "commandContext": "message", "messagePayload": payload}
    value |= {} if data is None else {"data": data}
    return activity(type="invoke", id="f:1", name=f"composeExtension/{name}", value=value)


def submit(command="report", note="a client's name"):
    return invoke(command, name="submitAction", data={"note": note})


def action(**changes):
    told = {
        "command": Command.REPORT,
        "ref": REF,
        "by": Someone(id="aad-ada", mri="29:ada", name="Ada Adams"),
        "author": Someone(id="aad-bob", mri="", name="Bob Brown"),
        "text": "the plan",
        "thread": "1772452800000",
        "link": LINK,
        "sent_at": SENT,
    }
    return MessageAction(**told | changes)


def test_the_first_invoke_names_the_message_its_author_and_who_chose():
    assert read_action(invoke()) == action()


def test_the_second_invoke_brings_what_was_typed():
    assert read_action(submit("saveRecord")) == action(
        command=Command.SAVE_RECORD, note="a client's name"
    )


@pytest.mark.parametrize(
    ("chosen", "needs_more"),
    [
        (invoke("report"), True),
        (invoke("saveRecord"), True),
        (submit("report", note="  "), True),
        (submit("report", note="spam"), False),
        (submit("saveRecord", note=""), False),
    ],
    ids=[
        "a report's dialog is not shown yet",
        "a record's dialog is not shown yet",
        "a report without a reason",
        "a report with its reason",
        "a record needs no word",
    ],
)
def test_the_dialog_is_shown_until_nothing_is_missing(chosen, needs_more):
    assert read_action(chosen).needs_more is needs_more


@pytest.mark.parametrize(
    "other",
    [
        activity(),
        activity(type="invoke", name="adaptiveCard/action", value={"commandId": "report"}),
        invoke("somethingElse"),
        activity(type="invoke", name="composeExtension/fetchTask"),
    ],
    ids=["a message", "a card's button", "another command", "no command"],
)
def test_other_activities_are_none_of_ours(other):
    assert read_action(other) is None


@pytest.mark.parametrize(
    "broken",
    [
        invoke(payload=None),
        invoke(payload=PAYLOAD | {"id": ""}),
        invoke() | {"from": {}},
        invoke() | {"conversation": {"id": "19:c@thread.tacv2"}, "channelData": {}},
    ],
    ids=["no message", "a message without an id", "nobody", "no tenant"],
)
def test_a_command_that_names_not_all_it_must_is_malformed(broken):
    with pytest.raises(MalformedEvent):
        read_action(broken)


@pytest.mark.parametrize(
    ("payload", "conversation"),
    [
        (PAYLOAD, "19:c@thread.tacv2"),
        (PAYLOAD | {"linkToMessage": LINK.replace("19:", "19%3A")}, "19:c@thread.tacv2"),
        (
            PAYLOAD | {"from": {"conversation": {"id": "19:x@unq.gbl.spaces"}}},
            "19:x@unq.gbl.spaces",
        ),
        (PAYLOAD | {"linkToMessage": ""}, "unnamed:aad-bob"),
        (PAYLOAD | {"linkToMessage": "https://[::1"}, "unnamed:aad-bob"),
        (PAYLOAD | {"linkToMessage": "https://teams.microsoft.com/l/chat/1/2"}, "unnamed:aad-bob"),
    ],
    ids=["the link", "the link, encoded", "the payload", "nothing", "a torn link", "another link"],
)
def test_where_teams_leaves_the_conversation_out_it_is_taken_from(payload, conversation):
    nowhere = invoke(payload=payload) | {"conversation": {"tenantId": TENANT}}

    assert read_action(nowhere).ref.conversation == conversation


def test_a_message_is_read_like_one_that_came_as_an_activity():
    quoted = {"contentType": "messageReference", "content": '{"messagePreview": "and the budget"}'}
    html = '<p>the plan</p><attachment id="F1"></attachment>'
    body = {"contentType": "html", "content": html}

    read = read_action(invoke(payload=PAYLOAD | {"body": body, "attachments": [quoted]}))

    assert read.text == "the plan\nand the budget"
    assert [(file.id, file.name) for file in read.attachments] == [("F1", "a file")]


def test_a_plain_message_is_read_as_it_is():
    body = {"contentType": "text", "content": "a < b & c"}

    assert read_action(invoke(payload=PAYLOAD | {"body": body})).text == "a < b & c"


def test_a_message_of_an_app_has_the_app_for_its_author():
    payload = PAYLOAD | {"from": {"application": {"id": "hook", "displayName": "News"}}}

    assert read_action(invoke(payload=payload)).author == Someone(
        id="hook", mri="28:hook", name="News"
    )


def test_what_is_left_out_of_the_message_is_left_open():
    read = read_action(invoke(payload={"id": "1772452860000", "linkToMessage": "javascript:1"}))

    assert read == action(author=Someone(id="", mri=""), text="", link="", sent_at=None)


def test_the_first_message_of_a_thread_is_not_in_a_thread():
    assert read_action(invoke(payload=PAYLOAD | {"id": "1772452800000"})).thread == ""


def test_an_endless_note_is_cut():
    assert len(read_action(submit(note="x" * 5 * MOST)).note) == MOST


def test_the_event_says_all_of_it_again():
    chosen = submit("saveRecord")
    read = read_action(chosen)

    event = to_inbound(read, chosen, NOW)

    assert read_action(read_body(event)) == read
    assert (event.kind, event.tenant, event.lane) == ("saveRecord", TENANT, REF.conversation)
    assert event.id == "saveRecord:19:c@thread.tacv2:1772452860000:f:1"
    assert (event.platform, event.received_at) == (Platform.TEAMS, NOW)


def test_who_chose_is_said_by_teams_and_not_by_the_dialog():
    chosen = invoke(name="submitAction", data={"note": "n o", "from": {"id": "29:bob"}})

    assert read_action(chosen).by == Someone(id=ADA["aadObjectId"], mri=ADA["id"], name=ADA["name"])
