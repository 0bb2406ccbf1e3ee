"""The stand-in Teams is understood by Microsoft's own clients, written by others than we."""

import asyncio

import pytest
from botbuilder.schema import Activity, ChannelAccount, ConversationParameters
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import AppCredentials
from botframework.connector.models import ErrorResponseException
from botframework.connector.teams import TeamsConnectorClient
from httpx import HTTPStatusError
from microsoft_teams.api import Account, ApiClient, MessageActivityInput
from microsoft_teams.api.activities import ConversationUpdateActivity, MessageActivity
from microsoft_teams.api.activities.message import MessageDeleteActivity, MessageUpdateActivity
from microsoft_teams.api.clients.conversation import CreateConversationParams
from microsoft_teams.common.http import ClientOptions

from tests.standins.teams_company import ADA, DEAL, FINANCE, GUEST, LUNCH, PROJECT, REPORTS
from tests.standins.teams_fixtures import stand_in, teams
from tests.standins.teams_people import BOT_ID, BOT_TOKEN, TENANT

__all__ = ["stand_in", "teams"]  # fixtures

# The SDK warns of what it will drop or may change; that is its own affair.
pytestmark = pytest.mark.filterwarnings("ignore:The bot client is deprecated", "ignore:.*preview")

CROWD = "19:crowd@thread.v2"


class KnownToken(AppCredentials):
    """Credentials that need no sign-in."""

    def get_access_token(self, force_refresh=False):
        return BOT_TOKEN


@pytest.fixture
async def successor(teams):
    """The client of Microsoft's current Teams SDK."""
    client = ApiClient(teams.service_url, ClientOptions(token=BOT_TOKEN))
    yield client
    await client.http.http.aclose()


@pytest.fixture
async def botbuilder(teams):
    """The client of botbuilder."""
    async with ConnectorClient(KnownToken("app"), base_url=teams.service_url) as client:
        yield client.conversations


def _crowd(teams):
    people = [teams.world.add_person(f"29:p{number}", "A Person").id for number in range(70)]
    teams.world.add_chat(CROWD, people)
    return people


async def test_the_successor_opens_a_chat_writes_answers_changes_and_takes_back(teams, successor):
    chats = successor.conversations
    opened = await chats.create(
        CreateConversationParams(members=[Account(id=ADA)], tenant_id=TENANT)
    )

    sent = await chats.create_activity(opened.id, MessageActivityInput(text="hello"))
    more = MessageActivityInput(text="and more")
    answer = await chats.reply_to_activity(opened.id, sent.id, more)
    other = MessageActivityInput(text="good bye")
    changed = await chats.update_activity(opened.id, sent.id, other)
    await chats.delete_activity(opened.id, answer.id)

    assert (opened.id, changed.id) == ("a:ada", sent.id)
    assert [told["text"] for told in teams.world.sent_to(ADA)] == ["good bye"]


async def test_the_successor_reads_a_roster_whole_paged_and_one_by_one(teams, successor):
    people = _crowd(teams)
    chats = successor.conversations

    whole = await chats.get_members(CROWD)
    first = await chats.get_paged_members(CROWD, page_size=50)
    second = await chats.get_paged_members(
        CROWD, page_size=50, continuation_token=first.continuation_token
    )
    guest = await chats.get_member_by_id(PROJECT, GUEST)

    assert [person.id for person in whole] == people
    assert [person.id for person in first.members + second.members] == people
    assert (len(first.members), second.continuation_token) == (50, None)
    assert (guest.user_role, guest.tenant_id, "#EXT#" in guest.user_principal_name) == (
        "guest",
        TENANT,
        True,
    )


async def test_the_successor_reads_a_team_and_its_channels(successor):
    team = await successor.teams.get_by_id(FINANCE)
    channels = await successor.teams.get_conversations(FINANCE)

    assert (team.name, team.channel_count) == ("Finance", len(channels))
    assert {channel.id: channel.type for channel in channels}[DEAL] == "shared"


async def test_the_successor_writes_to_one_person_in_a_channel(teams, successor):
    activity = MessageActivityInput(text="only you", recipient=Account(id=ADA, name="Ada"))

    await successor.conversations.create_targeted_activity(REPORTS, activity)

    assert [one.target for one in teams.world.told_in(REPORTS)] == [ADA]


async def test_the_successor_meets_an_error_as_it_knows_them(teams, successor):
    teams.world.fail("activities.send", status=429, code="Throttled", retry_after=3)

    with pytest.raises(HTTPStatusError) as failed:
        await successor.conversations.create_activity(LUNCH, MessageActivityInput(text="x"))

    assert failed.value.response.headers["Retry-After"] == "3"


async def test_the_successor_reads_what_the_stand_in_sends(teams):
    said = teams.world.say(DEAL, ADA, "a line")
    events = teams.events

    message = MessageActivity.model_validate(events.message(said))
    edit = MessageUpdateActivity.model_validate(events.edit(said))
    gone = MessageDeleteActivity.model_validate(events.delete(said))
    came = ConversationUpdateActivity.model_validate(events.members(DEAL, BOT_ID))

    assert (message.text, message.from_.id) == ("a line", ADA)
    assert message.conversation.id == f"{DEAL};messageid={said.id}"
    assert message.conversation.tenant_id == TENANT
    assert message.channel_data.channel.type == "shared"
    assert (edit.channel_data.event_type, edit.id) == ("editMessage", said.id)
    assert gone.channel_data.event_type == "softDeleteMessage"
    assert came.members_added[0].id == BOT_ID


async def test_botbuilder_opens_a_chat_writes_answers_changes_and_takes_back(teams, botbuilder):
    parameters = ConversationParameters(
        bot=ChannelAccount(id=BOT_ID), members=[ChannelAccount(id=ADA)], tenant_id=TENANT
    )
    opened = await botbuilder.create_conversation(parameters)

    sent = await botbuilder.send_to_conversation(opened.id, _saying("hello"))
    answer = await botbuilder.reply_to_activity(opened.id, sent.id, _saying("and more"))
    changed = await botbuilder.update_activity(opened.id, sent.id, _saying("good bye"))
    await botbuilder.delete_activity(opened.id, answer.id)

    assert (opened.id, changed.id) == ("a:ada", sent.id)
    assert [told["text"] for told in teams.world.sent_to(ADA)] == ["good bye"]


async def test_botbuilder_reads_a_roster_whole_paged_and_one_by_one(teams, botbuilder):
    people = _crowd(teams)

    whole = await botbuilder.get_conversation_members(CROWD)
    first = await botbuilder.get_conversation_paged_members(CROWD, page_size=50)
    second = await botbuilder.get_conversation_paged_members(
        CROWD, page_size=50, continuation_token=first.continuation_token
    )
    one = await botbuilder.get_conversation_member(PROJECT, GUEST)

    assert [person.id for person in whole] == people
    assert [person.id for person in first.members + second.members] == people
    assert (one.id, second.continuation_token) == (GUEST, None)


async def test_botbuilder_reads_a_team_and_its_channels(teams):
    with TeamsConnectorClient(KnownToken("app"), base_url=teams.service_url) as client:
        team = await asyncio.to_thread(client.teams.get_team_details, FINANCE)
        told = await asyncio.to_thread(client.teams.get_teams_channels, FINANCE)

    assert (team.name, team.channel_count) == ("Finance", len(told.conversations))


async def test_botbuilder_meets_an_error_as_it_knows_them(teams, botbuilder):
    teams.world.direct(ADA)
    teams.world.people[ADA].has_blocked = True

    with pytest.raises(ErrorResponseException) as failed:
        await botbuilder.send_to_conversation("a:ada", _saying("hello"))

    assert failed.value.response.status_code == 403
    assert failed.value.error.error.code == "ConversationBlockedByUser"


def _saying(text):
    return Activity(type="message", text=text)
