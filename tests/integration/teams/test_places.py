"""Teams, channels and people change: audiences are asked anew, gaps come and go."""

import pytest

from bot.domain.message import AudienceKind, Standing
from tests.integration.teams.conftest import ref_of
from tests.integration.teams.test_messages import HARMLESS, SECRET_TEXT
from tests.standins.teams_company import (
    ADA,
    ADMIN,
    BOARD,
    BOB,
    DEAL,
    FINANCE,
    GUEST,
    LUNCH,
    PROJECT,
    REPORTS,
)
from tests.standins.teams_people import BOT_ID, TENANT

REMOVED = "the app was removed from it"


async def _kind(office, conversation=REPORTS):
    _, audience = await office.room.directory.conversation(TENANT, conversation)
    return audience.kind


async def test_a_guest_who_joins_the_team_is_noticed_in_its_channels(office):
    await office.say(HARMLESS)
    before = await _kind(office)
    for place in (FINANCE, REPORTS):
        office.world.conversations[place].members.append(GUEST)

    await office.tell(office.events.members(FINANCE, GUEST))

    assert (before, await _kind(office)) == (AudienceKind.INTERNAL, AudienceKind.GUEST)


async def test_somebody_who_leaves_a_chat_is_noticed(office):
    office.world.conversations[LUNCH].members.append(GUEST)
    await office.say(HARMLESS, conversation=LUNCH)
    before = await _kind(office, LUNCH)
    office.world.conversations[LUNCH].members.remove(GUEST)

    await office.tell(office.events.members(LUNCH, GUEST, gone=True))

    assert (before, await _kind(office, LUNCH)) == (AudienceKind.GUEST, AudienceKind.INTERNAL)


async def test_a_partner_who_joins_a_shared_channel_is_noticed(office):
    office.world.conversations[DEAL].members.remove("29:partner")
    await office.say(HARMLESS, conversation=DEAL)
    before = await _kind(office, DEAL)
    office.world.conversations[DEAL].members.append("29:partner")

    await office.tell(office.events.happened("channelMemberAdded", DEAL))

    assert (before, await _kind(office, DEAL)) == (AudienceKind.INTERNAL, AudienceKind.EXTERNAL)


async def test_standard_channels_of_a_team_are_looked_through_once(office):
    await office.say(HARMLESS, conversation=REPORTS)
    await office.say(HARMLESS, conversation=FINANCE)
    await office.say(HARMLESS, conversation=BOARD)

    asked = [call.names["conversation"] for call in office.world.calls_to("members.paged")]
    assert asked == [FINANCE, BOARD]


async def test_a_large_roster_is_read_to_its_end(office):
    people = [f"29:n{number}" for number in range(1200)]
    for person in people:
        office.world.add_person(person, "N")
    office.world.conversations[LUNCH].members += [*people, GUEST]

    kept = await office.kept(await office.say(HARMLESS, conversation=LUNCH))

    assert kept.audience.kind is AudienceKind.GUEST
    assert len(office.world.calls_to("members.paged")) == 3


async def test_a_person_who_came_anew_is_looked_up_anew(office):
    await office.say(HARMLESS)
    office.world.people[ADA].role = "guest"
    before = await office.kept(await office.say(HARMLESS))

    await office.tell(office.events.members(FINANCE, ADA))

    after = await office.kept(await office.say(HARMLESS))
    assert (before.author.standing, after.author.standing) == (Standing.MEMBER, Standing.GUEST)


async def test_a_channel_goes_by_its_new_name(office):
    await office.say(HARMLESS)
    office.world.conversations[REPORTS].name = "Figures"

    await office.tell(office.events.happened("channelRenamed", REPORTS))

    conversation, _ = await office.room.directory.conversation(TENANT, REPORTS)
    assert conversation.name == "Finance › Figures"


async def test_an_event_told_in_the_team_names_a_channel_beside_it(office):
    told = office.events.happened("channelCreated", FINANCE)
    told["channelData"]["channel"] = {"id": REPORTS, "name": "New", "type": "private"}

    await office.tell(told)

    conversation, _ = await office.room.directory.conversation(TENANT, REPORTS)
    assert (conversation.name, conversation.is_private) == ("Finance › New", True)


@pytest.mark.parametrize("event", ["channelShared", "channelUnshared"])
async def test_sharing_a_channel_is_audited_and_its_audience_asked_anew(office, event):
    await office.say(HARMLESS, conversation=DEAL)

    await office.tell(office.events.happened(event, DEAL))

    trail = await office.keeping.cases.audit_trail(f"conversation:teams/{TENANT}/{DEAL}")
    assert len(trail) == 1
    await office.say(HARMLESS, conversation=DEAL)
    assert len(office.world.calls_to("members.paged")) == 2


async def test_a_deleted_channel_is_nothing_to_watch_any_more(office):
    await office.say(HARMLESS)
    await office.tell(office.events.members(REPORTS, BOT_ID, gone=True))
    before = await office.open_gaps()

    await office.tell(office.events.happened("channelDeleted", REPORTS))

    assert (before, await office.open_gaps()) == ({(REPORTS, REMOVED)}, set())
    assert await office.room.references.find(TENANT, REPORTS) is None


@pytest.mark.parametrize("event", ["teamArchived", "teamUnarchived", "teamRestored"])
async def test_what_else_happens_to_a_team_is_taken_without_failure(office, event):
    await office.tell(office.events.happened(event, FINANCE))

    assert await office.keeping.queue.list_set_aside() == []


async def test_the_bot_taken_out_of_a_chat_is_a_gap_until_it_is_back(office):
    await office.say(HARMLESS, conversation=LUNCH)
    await office.tell(office.events.members(LUNCH, BOT_ID, gone=True))
    during = await office.open_gaps()

    await office.tell(office.events.members(LUNCH, BOT_ID))

    assert during == {(LUNCH, REMOVED)}
    assert await office.open_gaps() == set()


class TestInstalling:
    """The app is added to teams, chats and people, and taken out again."""

    async def test_the_app_taken_out_of_one_of_two_teams_is_a_gap(self, office):
        for team in (FINANCE, PROJECT):
            await office.tell(office.events.installation(team, "add"))

        await office.tell(office.events.installation(FINANCE, "remove"))

        assert await office.open_gaps() == {(FINANCE, REMOVED)}
        assert await office.room.references.find(TENANT, FINANCE) is None

    async def test_added_again_the_gap_has_ended(self, office):
        for team, action in ((FINANCE, "add"), (PROJECT, "add"), (FINANCE, "remove")):
            await office.tell(office.events.installation(team, action))

        await office.tell(office.events.installation(FINANCE, "add"))

        assert await office.open_gaps() == set()

    async def test_a_new_version_changes_nothing(self, office):
        await office.tell(office.events.installation(FINANCE, "add"))

        for action in ("remove-upgrade", "add-upgrade"):
            await office.tell(office.events.installation(FINANCE, action))

        assert await office.open_gaps() == set()
        assert await office.room.references.find(TENANT, FINANCE) is not None

    async def test_taken_out_of_its_last_place_everything_of_the_tenant_is_disposed_of(
        self, office
    ):
        await office.tell(office.events.installation(FINANCE, "add"))
        message = await office.say(SECRET_TEXT)

        await office.tell(office.events.installation(FINANCE, "remove"))

        assert await office.keeping.cases.list_cases() == []
        assert await office.keeping.messages.latest_revision(ref_of(message)) is None
        assert await office.room.references.find(TENANT, REPORTS) is None
        aad = office.world.people[ADA].aad
        assert await office.room.references.find_person(TENANT, aad) is None
        await office.tell(office.events.members(FINANCE, BOT_ID, gone=True))
        assert await office.room.references.find(TENANT, FINANCE) is None
        assert await office.open_gaps() == set()
        [last, *_] = await office.keeping.cases.audit_trail(f"tenant:teams/{TENANT}")
        assert last.verb == "uninstalled the app; the tenant's data was disposed of"

    async def test_a_removal_that_is_told_again_leaves_nothing_of_the_tenant(self, office):
        await office.tell(office.events.installation(FINANCE, "add"))
        removal = office.events.installation(FINANCE, "remove")

        for _ in range(2):
            await office.tell(removal)

        assert await office.open_gaps() == set()

    async def test_a_disposal_that_was_broken_off_is_done_to_its_end(self, office, monkeypatch):
        await office.tell(office.events.installation(FINANCE, "add"))
        await office.say(SECRET_TEXT)
        forget, faults = office.keeping.messages.forget, [OSError("the disk is full")]

        async def break_off_once(platform, tenant):
            if faults:
                raise faults.pop()
            await forget(platform, tenant)

        monkeypatch.setattr(office.keeping.messages, "forget", break_off_once)

        await office.tell(office.events.installation(FINANCE, "remove"))

        assert await office.keeping.cases.list_cases() == []
        assert await office.open_gaps() == set()

    async def test_a_person_who_removes_the_app_is_reached_anew_or_not_at_all(self, office):
        await office.say(SECRET_TEXT)
        chat = office.world.direct(ADA)

        await office.tell(office.events.installation(chat, "remove"))

        aad = office.world.people[ADA].aad
        assert (await office.room.references.find_person(TENANT, aad)).direct == ""
        assert await office.keeping.cases.list_cases() != []

    async def test_what_neither_adds_nor_removes_is_set_aside(self, office):
        await office.tell(office.events.installation(FINANCE, "explode"))

        [aside] = await office.keeping.queue.list_set_aside()
        assert aside.kind == "installationUpdate"

    async def test_who_installed_it_is_told_where_no_admin_conversation_is_set(self, office):
        installed = office.events.installation(FINANCE, "add")
        await office.tell(installed | {"from": office.world.people[ADMIN].as_sender()})

        assert await office.room.installations.installers(TENANT) == (
            office.world.people[ADMIN].aad,
        )


async def test_somebody_met_in_a_second_place_keeps_the_1_1_chat(office):
    await office.say(SECRET_TEXT, person=BOB)
    await office.say(SECRET_TEXT, person=BOB, conversation=LUNCH)

    assert len(office.world.calls_to("conversations.create")) == 1
