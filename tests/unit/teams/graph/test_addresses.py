"""Where a message stands, read from what Graph tells and written as a path."""

import json

import pytest

from bot.teams.graph.addresses import Where, where_in, where_told
from bot.teams.graph.events import backfill_event, lifecycle_event, message_event, where_of
from bot.teams.graph.files import share_of
from bot.teams.graph.repeats import are_near
from tests.builders import NOON
from tests.unit.teams.graph.building import CHANNEL, CHAT, GROUP, chat_message

IN_CHANNEL = f"teams('{GROUP}')/channels('{CHANNEL}')/messages('1')"

TOLD = {
    "a post": (IN_CHANNEL, Where(conversation=CHANNEL, group=GROUP, message="1", root="1")),
    "a reply": (
        f"{IN_CHANNEL}/replies('2')",
        Where(conversation=CHANNEL, group=GROUP, message="2", root="1"),
    ),
    "a chat": (f"chats('{CHAT}')/messages('1')", Where(conversation=CHAT, message="1")),
    "a member": (f"chats('{CHAT}')/members('1')", None),
    "a way out": ("chats('../users')/messages('1')", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("resource", "where"), TOLD.values(), ids=TOLD)
def test_where_a_notification_says_that_it_happened(resource, where):
    assert where_told(resource) == where


PATHS = {
    "a post": (
        Where(conversation=CHANNEL, group=GROUP, message="1", root="1"),
        f"/teams/{GROUP}/channels/19%3Ac%40thread.tacv2/messages/1",
    ),
    "a reply": (
        Where(conversation=CHANNEL, group=GROUP, message="2", root="1"),
        f"/teams/{GROUP}/channels/19%3Ac%40thread.tacv2/messages/1/replies/2",
    ),
    "a chat": (
        Where(conversation=CHAT, message="1"),
        "/chats/19%3Al%40thread.v2/messages/1",
    ),
    "an id that is none": (
        Where(conversation="../x?y", message="1"),
        "/chats/..%2Fx%3Fy/messages/1",
    ),
}


@pytest.mark.parametrize(("where", "path"), PATHS.values(), ids=PATHS)
def test_the_path_of_a_message(where, path):
    assert where.path == path


def test_where_a_message_says_that_it_stands():
    reply = chat_message(replyToId="5")
    chat = chat_message(channelIdentity=None, chatId=CHAT)

    assert where_in(reply) == Where(
        conversation=CHANNEL, group=GROUP, message="1772452800000", root="5"
    )
    assert where_in(chat) == Where(conversation=CHAT, message="1772452800000")
    assert where_in({"id": "1"}) is None


WHERE = Where(conversation=CHANNEL, group=GROUP, message="1", root="1")


def test_a_state_of_a_message_is_one_event_whoever_tells_of_it():
    told, fetched = (
        message_event("T1", WHERE, chat_message(), now=NOON, told=told)
        for told in ({"change": "created"}, None)
    )

    assert (told.id, told.lane) == (fetched.id, CHANNEL)
    assert told.id == f"graph:{CHANNEL}:1:2026-03-02T12:00:00.000Z"


def test_messages_without_content_go_by_what_was_told():
    one, other = (
        message_event("T1", WHERE, None, now=NOON, told={"change": change}).id
        for change in ("created", "updated")
    )

    assert one != other


def test_an_event_says_where_it_is_about():
    event = backfill_event("T1", since=NOON, now=NOON, where=WHERE)

    assert where_of(json.loads(event.body)) == WHERE


def test_news_of_a_subscription_is_one_event_a_minute():
    told = {"lifecycleEvent": "missed", "subscriptionId": "s"}

    assert lifecycle_event("T1", told, now=NOON).id == "graph-lifecycle:missed:s:202603021200"


def test_a_share_is_named_by_its_address():
    assert share_of("https://a.example/x y?") == "u!aHR0cHM6Ly9hLmV4YW1wbGUveCB5Pw"


NEAR = {
    "the same moment": ("1772452800000", "1772452800001", True),
    "another moment": ("1772452800000", "1772452806000", False),
    "the first revision": ("0", "1772452800001", False),
    "no moment": ("abc", "1772452800001", False),
}


@pytest.mark.parametrize(("one", "other", "is_near"), NEAR.values(), ids=NEAR)
def test_two_editsare_near(one, other, is_near):
    assert are_near(one, other) is is_near
