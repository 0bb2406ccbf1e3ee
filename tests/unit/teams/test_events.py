"""How activities are written down."""

import json

import pytest

from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.errors import MalformedEvent
from bot.teams.events import read_body, to_inbound
from tests.builders import NOON
from tests.unit.teams.building import TENANT, activity

LANE = "19:c@thread.tacv2"


def test_an_activity_is_written_down_whole_in_its_conversations_lane():
    assert to_inbound(activity(), b"{}", NOON) == InboundEvent(
        platform=Platform.TEAMS,
        tenant=TENANT,
        id=f"message:{LANE}:1772452800000:2026-03-02T12:00:00.000Z",
        kind="message",
        body=b"{}",
        received_at=NOON,
        lane=LANE,
    )


def _id(raw=b"{}", **changes):
    return to_inbound(activity(**changes), raw, NOON).id


def _changed(event):
    return {"type": "messageUpdate", "channelData": {"eventType": event}}


def test_an_edit_is_another_event_than_its_message_and_than_a_later_edit():
    told = {
        _id(),
        _id(**_changed("editMessage")),
        _id(**_changed("undeleteMessage")),
        _id(timestamp="2026-03-02T12:00:01.000Z", **_changed("editMessage")),
    }

    assert len(told) == 4


def test_without_a_moment_the_same_bytes_are_the_same_event():
    assert _id(timestamp=None) == _id(timestamp=None) != _id(b"[]", timestamp=None)


@pytest.mark.parametrize(
    "changes",
    [{"conversation": {}}, {"conversation": {"id": "19:c"}, "channelData": {}}],
    ids=["no conversation", "no tenant"],
)
def test_an_activity_of_nowhere_is_malformed(changes):
    with pytest.raises(MalformedEvent):
        to_inbound(activity(**changes), b"{}", NOON)


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"\xff", b"[" * 100_000], ids=["cut", "a list", "no text", "deep"]
)
def test_a_body_that_cannot_be_read_is_malformed(body):
    with pytest.raises(MalformedEvent):
        read_body(to_inbound(activity(), body, NOON))


def test_a_body_comes_back():
    assert read_body(to_inbound(activity(), json.dumps(activity()).encode(), NOON)) == activity()
