"""How events are written down."""

import json

import pytest

from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.errors import MalformedEvent
from bot.slack.events import read_body, to_inbound
from tests.builders import NOON
from tests.standins.slack_events import envelope
from tests.standins.slack_world import HOME

WRITTEN = {"type": "message", "channel": "C1", "ts": "1.1"}


def test_an_event_is_written_down_whole_in_its_channels_lane():
    body = envelope(WRITTEN, event_id="Ev1")

    assert to_inbound(body, b"{}", NOON) == InboundEvent(
        platform=Platform.SLACK,
        tenant=HOME,
        id="Ev1",
        kind="message",
        body=b"{}",
        received_at=NOON,
        lane="C1",
    )


@pytest.mark.parametrize(
    ("event", "lane"),
    [
        ({"type": "file_shared", "file_id": "F1", "channel_id": "C1"}, "file:F1"),
        ({"type": "channel_created", "channel": {"id": "C2"}}, "C2"),
        ({"type": "user_change", "user": {"id": "U1"}}, "user_change"),
    ],
    ids=["a file waits apart", "a channel as an object", "no channel"],
)
def test_lanes(event, lane):
    assert to_inbound(envelope(event), b"{}", NOON).lane == lane


@pytest.mark.parametrize(
    "changes",
    [{"event_id": None}, {"authorizations": [], "team_id": None}],
    ids=["no id", "no workspace"],
)
def test_an_event_without_its_id_or_workspace_is_malformed(changes):
    with pytest.raises(MalformedEvent):
        to_inbound(envelope({"type": "user_change"}) | changes, b"{}", NOON)


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"], ids=["cut", "a list", "no text"])
def test_a_body_that_cannot_be_read_is_malformed(body):
    event = to_inbound(envelope(WRITTEN), body, NOON)

    with pytest.raises(MalformedEvent):
        read_body(event)


def test_a_body_comes_back():
    body = envelope(WRITTEN)

    assert read_body(to_inbound(body, json.dumps(body).encode(), NOON)) == body
