"""The stand-in Teams' Graph behaves as the tests of the bot rely on it to."""

import pytest

from tests.standins.teams_company import (
    ADA,
    BOB,
    CY,
    DEAL,
    FINANCE_GROUP,
    LUNCH,
    PARTNER,
    REPORTS,
)
from tests.standins.teams_files import reference
from tests.standins.teams_fixtures import call, stand_in, teams
from tests.standins.teams_people import CATALOG_APP_ID, PARTNER_TENANT, TENANT

__all__ = ["call", "stand_in", "teams"]  # fixtures

CHANNEL = f"/teams/{FINANCE_GROUP}/channels/{REPORTS}/messages"
CHAT = f"/chats/{LUNCH}/messages"


def _error(answer):
    status, body = answer
    return status, body["error"]["code"]


def _ids(page):
    return [one["id"] for one in page["value"]]


async def test_a_message_tells_its_author_place_and_files(call, teams):
    file = teams.world.add_file("f1", b"a,b\n")
    said = teams.world.say(DEAL, PARTNER, "look", attachments=[reference(file)])

    status, told = await call.graph(
        "GET", f"/teams/{FINANCE_GROUP}/channels/{DEAL}/messages/{said.id}"
    )

    user = told["from"]["user"]
    assert (status, told["id"], told["replyToId"]) == (200, said.id, None)
    assert (user["userIdentityType"], user["tenantId"]) == ("federatedUser", PARTNER_TENANT)
    assert told["channelIdentity"] == {"teamId": FINANCE_GROUP, "channelId": DEAL}
    assert told["attachments"][0]["contentUrl"] == file.url
    assert told["body"] == {"contentType": "text", "content": "look"}


async def test_a_thread_is_told_apart_from_its_replies(call, teams):
    root = teams.world.say(REPORTS, ADA, "one")
    reply = teams.world.say(REPORTS, BOB, "two", root=root.id)

    _status, roots = await call.graph("GET", CHANNEL)
    _status, replies = await call.graph("GET", f"{CHANNEL}/{root.id}/replies")
    _status, one = await call.graph("GET", f"{CHANNEL}/{root.id}/replies/{reply.id}")

    assert (_ids(roots), _ids(replies), one["replyToId"]) == ([root.id], [reply.id], root.id)


async def test_a_chat_is_read_in_pages_newest_first_and_since_a_moment(call, teams):
    said = [teams.world.say(LUNCH, ADA, str(number)).id for number in range(5)]
    _status, first = await call.graph("GET", f"{CHAT}?$top=3")
    _status, second = await call.get(first["@odata.nextLink"], token="token-for-graph")
    moment = teams.world.messages[said[2]].modified.isoformat().replace("+00:00", "Z")

    since = f"{CHAT}?$filter=lastModifiedDateTime gt {moment}"
    _status, later = await call.graph("GET", since)

    assert _ids(first) + _ids(second) == said[::-1]
    assert "@odata.nextLink" not in second
    assert _ids(later) == [said[4], said[3]]


async def _round(call, url):
    """Follow the pages of a delta; return the ids and the link of the next round."""
    found, token = [], "token-for-graph"
    while True:
        _status, page = await call.get(url, token=token)
        found += _ids(page)
        if "@odata.deltaLink" in page:
            return found, page["@odata.deltaLink"]
        url = page["@odata.nextLink"]


DELTAS = {
    "a channel": (REPORTS, CHANNEL.removesuffix("/messages") + "/messages/delta"),
    "a person's chats": (LUNCH, "/users/{ada}/chats/getAllMessages/delta"),
}


@pytest.mark.parametrize(("place", "path"), DELTAS.values(), ids=DELTAS)
async def test_a_delta_tells_everything_once_and_then_what_changed(call, teams, place, path):
    said = [teams.world.say(place, ADA, str(number)) for number in range(5)]
    url = teams.graph_url + path.format(ada=teams.world.people[ADA].aad) + "?$top=2"

    first, link = await _round(call, url)
    quiet, link = await _round(call, link)
    teams.world.edit(said[1], "changed")
    new = teams.world.say(place, BOB, "new")
    changed, _link = await _round(call, link)

    assert first == [one.id for one in said]
    assert (quiet, changed) == ([], [said[1].id, new.id])


async def test_replies_come_with_a_delta_only_when_asked_for(call, teams):
    root = teams.world.say(REPORTS, ADA, "one")
    reply = teams.world.say(REPORTS, BOB, "two", root=root.id)

    bare, _link = await _round(call, f"{teams.graph_url}{CHANNEL}/delta")
    full, _link = await _round(call, f"{teams.graph_url}{CHANNEL}/delta?$expand=replies")

    assert (bare, full) == ([root.id], [root.id, reply.id])


NEEDED = {
    "messages of a channel": ("GET", CHANNEL),
    "messages of a chat": ("GET", CHAT),
    "a violation in a channel": ("PATCH", f"{CHANNEL}/1"),
    "a violation in a chat": ("PATCH", f"{CHAT}/1"),
    "members": ("GET", f"/teams/{FINANCE_GROUP}/channels/{REPORTS}/allMembers"),
    "people": ("GET", "/users/ada@home.example"),
    "installing": ("POST", "/users/ada@home.example/teamwork/installedApps"),
    "files": ("GET", "/shares/u!aHR0cHM6Ly94LmV4YW1wbGUv/driveItem/content"),
}


@pytest.mark.parametrize(("method", "path"), NEEDED.values(), ids=NEEDED)
async def test_a_permission_is_needed_for(call, teams, method, path):
    teams.world.roles = set()

    answer = await call.graph(method, path, {} if method != "GET" else None)

    assert _error(answer) == (403, "Forbidden")
    assert "Missing role permissions" in answer[1]["error"]["message"]


async def test_a_call_to_graph_needs_graphs_token(call):
    answer = await call.graph("GET", CHAT, token="token-for-the-connector")

    assert _error(answer) == (401, "InvalidAuthenticationToken")


async def test_the_readers_of_a_shared_channel_come_from_two_tenants(call):
    _status, told = await call.graph("GET", f"/teams/{FINANCE_GROUP}/channels/{DEAL}/allMembers")

    seen = {(one["displayName"], one["tenantId"]) for one in told["value"]}
    outside = [one for one in told["value"] if one["tenantId"] != TENANT]
    assert ("Pat Partner", PARTNER_TENANT) in seen
    assert len(outside) == 1
    assert "@microsoft.graph.originalSourceMembershipUrl" in outside[0]


async def test_the_app_is_installed_for_a_person_once(call, teams):
    path = f"/users/{teams.world.people[CY].aad}/teamwork/installedApps"
    app = f"https://graph.example/v1.0/appCatalogs/teamsApps/{CATALOG_APP_ID}"

    before = await call.graph("GET", path)
    made = await call.graph("POST", path, {"teamsApp@odata.bind": app})
    again = await call.graph("POST", path, {"teamsApp@odata.bind": app})
    _status, after = await call.graph("GET", path)

    assert (before[1]["value"], made) == ([], (201, None))
    assert _error(again) == (409, "Conflict")
    assert after["value"][0]["teamsApp"]["id"] == CATALOG_APP_ID
    assert teams.world.people[CY].is_installed
