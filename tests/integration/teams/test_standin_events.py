"""The stand-in Teams speaks to a bot as Teams does, and keeps what it answers."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.serving import served
from tests.standins.teams_company import (
    ADA,
    BOARD,
    BOB,
    DEAL,
    FINANCE,
    FINANCE_GROUP,
    LUNCH,
    REPORTS,
)
from tests.standins.teams_events import CONVERSATION_EVENTS, buttons_of
from tests.standins.teams_fixtures import stand_in, teams
from tests.standins.teams_people import BOT_ID, TENANT
from tests.standins.teams_sender import Sender

__all__ = ["stand_in", "teams"]  # fixtures


async def _answers(teams, statuses, activity, *, pause=0.0, **more):
    """Let a bot answer in that order; return the last answer and what it was sent."""
    heard = []

    async def answer(request):
        heard.append((request.headers.get("authorization", ""), await request.json()))
        await asyncio.sleep(pause)
        status = statuses[min(len(heard), len(statuses)) - 1]
        return JSONResponse({"statusCode": 200}) if status == 200 else Response(status_code=status)

    app = Starlette(routes=[Route("/api/messages", answer, methods=["POST"])])
    async with served(app) as url:
        sender = Sender(f"{url}/api/messages", teams)
        told = await sender.activity(activity, **more)
        await sender.close()
    return told, heard, sender


SENDING = {
    "taken at once": ([202], (202, 1)),
    "again after failures": ([500, 503, 202], (202, 3)),
    "given up": ([500], (500, 3)),
    "not again when refused": ([401], (401, 1)),
}


@pytest.mark.parametrize(("statuses", "end"), SENDING.values(), ids=SENDING)
async def test_a_message_is_sent(teams, statuses, end):
    activity = teams.events.message(teams.world.say(LUNCH, ADA, "hello"))

    answer, heard, sender = await _answers(teams, statuses, activity)

    assert (answer.status, answer.attempts) == end
    assert [told for _header, told in heard] == [activity] * end[1]
    assert len(sender.answers) == end[1]


async def test_a_press_is_asked_about_once_and_its_answer_read(teams):
    sent = {"id": teams.world.say(LUNCH, ADA, "x").id}
    activity = teams.events.press(sent, ADA, {"verb": "remove", "data": {"case": "1"}})

    answer, heard, _sender = await _answers(teams, [500], activity)
    good, _heard, _sender = await _answers(teams, [200], activity)

    assert (len(heard), answer.status, good.json) == (1, 500, {"statusCode": 200})
    assert heard[0][1]["value"] == {
        "action": {"type": "Action.Execute", "verb": "remove", "data": {"case": "1"}},
        "trigger": "manual",
    }


async def test_an_unsigned_message_brings_no_header(teams):
    activity = teams.events.message(teams.world.say(LUNCH, ADA, "hello"))

    _answer, heard, _sender = await _answers(teams, [401], activity, signed="nothing")

    assert [header for header, _told in heard] == [""]


def _channel(place, name, kind):
    return {
        "teamsChannelId": place,
        "teamsTeamId": FINANCE,
        "channel": {"id": place, "type": kind} | ({"name": name} if name else {}),
        "team": {"id": FINANCE, "name": "Finance", "aadGroupId": FINANCE_GROUP},
        "tenant": {"id": TENANT},
    }


PLACES = {
    "a group chat": (LUNCH, "groupChat", {"tenant": {"id": TENANT}}),
    "General": (FINANCE, "channel", _channel(FINANCE, None, "standard")),
    "a channel": (REPORTS, "channel", _channel(REPORTS, "Reports", "standard")),
    "a private channel": (BOARD, "channel", _channel(BOARD, "Board", "private")),
    "a shared channel": (DEAL, "channel", _channel(DEAL, "Deal", "shared")),
}


@pytest.mark.parametrize(("place", "kind", "data"), PLACES.values(), ids=PLACES)
def test_a_message_tells_where_it_was_said(teams, place, kind, data):
    said = teams.world.say(place, ADA, "hello")

    told = teams.events.message(said)

    thread = f";messageid={said.id}" if kind == "channel" else ""
    assert told["channelData"] == data
    assert told["conversation"] == {
        "conversationType": kind,
        "tenantId": TENANT,
        "id": f"{place}{thread}",
        "isGroup": True,
    }


def test_a_chat_of_two_is_no_group(teams):
    told = teams.events.message(teams.world.say(teams.world.direct(ADA), ADA, "hello"))

    assert told["conversation"] == {
        "conversationType": "personal",
        "tenantId": TENANT,
        "id": "a:ada",
    }


def test_an_edit_a_deletion_and_its_undoing_keep_the_id(teams):
    said = teams.world.say(REPORTS, ADA, "hello")
    world, events = teams.world, teams.events

    world.edit(said, "good bye")
    edit = events.edit(said)
    world.delete(said)
    gone = events.delete(said)
    world.undelete(said)
    back = events.undelete(said)

    seen = [
        (told["type"], told["channelData"]["eventType"], told["id"] == said.id, told.get("text"))
        for told in (edit, gone, back)
    ]
    assert seen == [
        ("messageUpdate", "editMessage", True, "good bye"),
        ("messageDelete", "softDeleteMessage", True, None),
        ("messageUpdate", "undeleteMessage", True, "good bye"),
    ]


def test_a_file_comes_with_a_chat_of_two_and_an_image_with_any(teams):
    world = teams.world
    world.add_file("f1", b"a,b\n", name="list.csv")
    world.add_file("i1", b"\x89PNG", name="shot.png", media_type="image/png")
    said = world.say(world.direct(ADA), ADA, "", files=["f1", "i1"])

    file, image, _body = teams.events.message(said)["attachments"]

    address = f"{teams.files_origin}/download/f1/list.csv?tempauth=permit-f1"
    assert file["contentType"] == "application/vnd.microsoft.teams.file.download.info"
    assert file["content"]["downloadUrl"] == address
    assert image["contentUrl"] == f"{teams.service_url}v3/attachments/i1/views/original"


@pytest.mark.parametrize("event", CONVERSATION_EVENTS)
def test_an_event_of_a_team_is_a_conversation_update(teams, event):
    told = teams.events.happened(event, DEAL, sharedWithTeams=[{"id": "19:their@thread.tacv2"}])

    assert (told["type"], told["channelData"]["eventType"]) == ("conversationUpdate", event)
    assert told["channelData"]["channel"]["type"] == "shared"


def test_the_bot_is_installed_and_people_come_and_go(teams):
    added = teams.events.installation(REPORTS, "add")
    came = teams.events.members(REPORTS, BOT_ID, BOB)
    went = teams.events.members(LUNCH, BOB, gone=True)
    liked = teams.events.reaction(teams.world.say(LUNCH, ADA, "x"), BOB)

    assert (added["type"], added["action"]) == ("installationUpdate", "add")
    assert added["channelData"]["settings"] == {"selectedChannel": {"id": REPORTS}}
    assert [one["id"] for one in came["membersAdded"]] == [BOT_ID, BOB]
    assert [one["id"] for one in went["membersRemoved"]] == [BOB]
    assert (liked["type"], liked["reactionsAdded"]) == ("messageReaction", [{"type": "like"}])


def test_the_buttons_of_a_card_are_found_wherever_they_stand():
    inner = {"type": "ActionSet", "actions": [{"type": "Action.Execute", "verb": "remove"}]}
    card = {
        "type": "AdaptiveCard",
        "body": [{"type": "Container", "items": [inner]}],
        "actions": [{"type": "Action.Execute", "verb": "keep", "data": {"n": 1}}],
    }
    kind = "application/vnd.microsoft.card.adaptive"

    found = buttons_of({"attachments": [{"contentType": kind, "content": card}]})

    assert found == {
        "remove": {"type": "Action.Execute", "verb": "remove"},
        "keep": {"type": "Action.Execute", "verb": "keep", "data": {"n": 1}},
    }
