"""Whose activity it is, where it was said and by whom."""

import pytest

from bot.errors import MalformedEvent
from bot.teams.identity import conversation_of, sender_of, tenant_of, thread_of
from tests.unit.teams.building import activity


@pytest.mark.parametrize(
    ("conversation", "channel_data", "tenant"),
    [
        ({"tenantId": "host"}, {"tenant": {"id": "sender"}}, "host"),
        ({}, {"tenant": {"id": "sender"}}, "sender"),
        ({"tenantId": 5}, {"tenant": "odd"}, ""),
        (None, None, ""),
    ],
    ids=["both", "channel data alone", "odd", "neither"],
)
def test_tenant(conversation, channel_data, tenant):
    assert tenant_of(activity(conversation=conversation, channelData=channel_data)) == tenant


def test_a_thread_is_no_part_of_its_conversation():
    said = activity(conversation={"id": "19:c@thread.tacv2;messageid=17"})

    assert (conversation_of(said), thread_of(said)) == ("19:c@thread.tacv2", "17")


@pytest.mark.parametrize("conversation", [None, {}, {"id": 5}], ids=["none", "empty", "odd"])
def test_a_place_must_have_a_name(conversation):
    with pytest.raises(MalformedEvent):
        conversation_of(activity(conversation=conversation))


def test_a_bot_is_known_by_its_id():
    assert sender_of(activity(**{"from": {"id": "28:x"}})).is_bot
