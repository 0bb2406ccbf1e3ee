"""Channels and people change: audiences are asked anew, gaps come and go."""

from dataclasses import replace

import pytest

from bot.domain.message import AudienceKind
from tests.integration.slack.test_messages import HARMLESS
from tests.standins.slack_world import BOT_USER, HOME


async def _kind(office, channel="C0GENERAL"):
    _, audience = await office.room.directory.conversation(HOME, channel)
    return audience.kind


async def _open_gaps(office):
    gaps = await office.keeping.coverage.gaps()
    return {(gap.conversation, gap.because) for gap in gaps if gap.until is None}


async def test_a_channel_shared_outside_is_external_from_then_on(office):
    before = await _kind(office)
    office.world.channels["C0GENERAL"]["is_ext_shared"] = True

    await office.tell({"type": "channel_shared", "connected_team_id": "T9", "channel": "C0GENERAL"})

    assert (before, await _kind(office)) == (AudienceKind.INTERNAL, AudienceKind.EXTERNAL)
    [event] = await office.keeping.cases.audit_trail(f"conversation:slack/{HOME}/C0GENERAL")
    assert event.verb == "shared a channel with another organisation"


async def test_a_guest_who_joins_is_noticed(office):
    before = await _kind(office)
    office.world.channels["C0GENERAL"]["members"].append("UGUEST")

    await office.tell({"type": "member_joined_channel", "user": "UGUEST", "channel": "C0GENERAL"})

    assert (before, await _kind(office)) == (AudienceKind.INTERNAL, AudienceKind.GUEST)


async def test_a_member_who_becomes_a_guest_is_noticed(office):
    before = await _kind(office)
    office.world.users["UBOB"]["is_restricted"] = True

    await office.tell({"type": "user_change", "user": office.world.users["UBOB"]})

    assert (before, await _kind(office)) == (AudienceKind.INTERNAL, AudienceKind.GUEST)


async def test_a_new_name_does_not_ask_for_all_guests_again(office):
    await _kind(office)
    renamed = office.world.users["UBOB"] | {"profile": {"display_name": "Robert"}}

    await office.tell({"type": "user_change", "user": renamed})

    assert (await office.room.directory.author(HOME, "UBOB")).name == "Robert"
    await _kind(office)
    assert len(office.world.calls_to("users.list")) == 1


async def test_the_bot_taken_out_of_a_channel_is_a_gap_until_it_is_back(office):
    await office.tell({"type": "channel_left", "channel": "C0OPEN"})
    during = await _open_gaps(office)

    await office.tell({"type": "member_joined_channel", "user": BOT_USER, "channel": "C0OPEN"})

    assert during == {("C0OPEN", "the bot was removed from the channel")}
    assert await _open_gaps(office) == set()


async def test_a_new_public_channel_is_joined(office):
    office.world.add_channel("C0NEW", ["UADA"])

    await office.tell({"type": "channel_created", "channel": {"id": "C0NEW", "name": "new"}})

    assert BOT_USER in office.world.channels["C0NEW"]["members"]


async def test_the_sweep_joins_public_channels_and_names_what_it_cannot_see(office):
    await office.room.sweep.everywhere()

    assert BOT_USER in office.world.channels["C0OPEN"]["members"]
    assert await _open_gaps(office) == {
        ("", "private channels and direct messages are seen only where the bot is a member")
    }


async def test_a_channel_that_cannot_be_joined_is_a_gap(office):
    office.world.fail("conversations.join", error="is_archived")

    await office.room.sweep.everywhere()

    assert ("C0OPEN", "the bot could not join the channel: the channel is archived") in (
        await _open_gaps(office)
    )


async def test_a_channel_goes_on_under_its_new_id(office):
    await office.tell({"type": "channel_left", "channel": "C0OPEN"})

    await office.tell(
        {"type": "channel_id_changed", "old_channel_id": "C0OPEN", "new_channel_id": "C0NEW"}
    )

    assert await _open_gaps(office) == set()


async def test_the_home_says_what_is_seen_and_which_policies(office):
    await office.tell({"type": "app_home_opened", "user": "UADA", "channel": "D1", "tab": "home"})

    [published] = office.world.calls_to("views.publish")
    assert published["user_id"] == "UADA"
    assert "Instant messaging" in str(published["view"])


@pytest.mark.parametrize("event", ["team_access_granted", "team_access_revoked"])
async def test_access_of_an_organisation_is_audited(office, event):
    await office.tell({"type": event, "team_ids": ["T0OTHER"]})

    trail = await office.keeping.cases.audit_trail(f"tenant:slack/{HOME}")
    assert len(trail) == 1


async def test_looks_at_people_and_channels_are_remembered(office):
    for _ in range(5):
        await office.say(HARMLESS)

    counts = {
        name: len(office.world.calls_to(name))
        for name in ("auth.test", "users.info", "conversations.info", "users.list")
    }
    assert counts == {"auth.test": 1, "users.info": 1, "conversations.info": 1, "users.list": 1}


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ("UBOB", AudienceKind.INTERNAL),
        ("UGUEST", AudienceKind.GUEST),
        ("UPART", AudienceKind.EXTERNAL),
        ("UNOBODY", AudienceKind.UNKNOWN),
    ],
)
async def test_a_direct_message_is_as_far_as_the_other_person(office, other, kind):
    office.world.add_channel("D1", is_im=True, user=other)

    place, audience = await office.room.directory.conversation(HOME, "D1")

    assert (place.name, audience.kind) == ("a direct message", kind)


async def test_a_channel_about_to_be_shared_counts_as_shared(office):
    office.world.channels["C0GENERAL"]["is_pending_ext_shared"] = True

    assert await _kind(office) is AudienceKind.EXTERNAL


async def test_a_channel_shared_within_the_organisation_is_internal(office):
    office.world.channels["C0GENERAL"] |= {"is_shared": True, "is_org_shared": True}

    assert await _kind(office) is AudienceKind.INTERNAL


async def test_guests_that_cannot_be_looked_up_are_said_to_be_so(office):
    office.world.fail("users.list", error="missing_scope")

    _, audience = await office.room.directory.conversation(HOME, "C0GUESTS")

    assert (audience.kind, audience.because) == (
        AudienceKind.INTERNAL,
        "not shared outside; guests could not be looked up (missing_scope)",
    )


async def test_a_channel_too_large_to_look_through_says_so(office):
    office.world.channels["C0GENERAL"]["members"] = [f"U{n}" for n in range(1001)]

    _, audience = await office.room.directory.conversation(HOME, "C0GENERAL")

    assert audience.because == "no guest among the first 999 members; the rest was not looked up"


async def test_a_sweep_slack_interrupts_goes_on_where_it_was(office):
    office.world.add_channel("C0MORE", ["UADA"])
    office.world.fail("conversations.join", status=429, retry_after=0, times=3)

    await office.room.sweep.everywhere()

    joined = [BOT_USER in office.world.channels[name]["members"] for name in ("C0OPEN", "C0MORE")]
    assert joined == [True, True]


async def test_a_workspace_is_swept_when_the_room_starts(office):
    await office.room.start()

    await office.until(lambda: BOT_USER in office.world.channels["C0OPEN"]["members"])


async def test_only_the_home_tab_is_answered(office):
    await office.tell(
        {"type": "app_home_opened", "user": "UADA", "channel": "D1", "tab": "messages"}
    )

    assert office.world.calls_to("views.publish") == []


class TestWhereTheBotJoinsNothingByItself:
    """An organisation that invites the bot channel by channel."""

    @pytest.fixture
    def config(self, config):
        return replace(config, join_public_channels=False)

    async def test_a_new_channel_is_a_gap_until_it_is_invited(self, office):
        office.world.add_channel("C0NEW", ["UADA"])

        await office.tell({"type": "channel_created", "channel": {"id": "C0NEW"}})

        assert BOT_USER not in office.world.channels["C0NEW"]["members"]
        assert await _open_gaps(office) == {("C0NEW", "the bot joins no channels by itself here")}

    async def test_a_sweep_joins_nothing(self, office):
        await office.room.sweep.everywhere()

        assert office.world.calls_to("conversations.join") == []
