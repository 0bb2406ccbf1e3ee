"""The stand-in Teams' files host gives files, and misbehaves when told to."""

import base64

import aiohttp
import pytest

from tests.standins.teams_company import ADA, LUNCH
from tests.standins.teams_files import download_address
from tests.standins.teams_fixtures import call, stand_in, teams

__all__ = ["call", "stand_in", "teams"]  # fixtures

CHAT = f"/chats/{LUNCH}/messages"


def _share(url):
    return "u!" + base64.urlsafe_b64encode(url.encode()).decode().rstrip("=")


async def _fetched(url, *, token=""):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as got:
        return got.status, await got.read()


async def test_a_shared_file_is_found_by_its_address_on_the_files_host(call, teams):
    file = teams.world.add_file("f1", b"a,b\n", name="list of names.csv")
    path = f"/shares/{_share(file.url)}/driveItem"

    _status, item = await call.graph("GET", path)
    sent = await call.graph("GET", f"{path}/content")
    fetched = await _fetched(call.headers["Location"])

    assert (item["name"], item["size"]) == ("list of names.csv", 4)
    assert (sent[0], fetched) == (302, (200, b"a,b\n"))
    assert call.headers["Location"] == item["@microsoft.graph.downloadUrl"]
    assert teams.world.calls_to("files.download")[0].host == "localhost"


async def test_a_granted_site_opens_its_files_alone(call, teams):
    file = teams.world.add_file("f1", b"a,b\n")
    other = teams.world.add_file("f2", b"", url="https://home.sharepoint.example/sites/x/f2.csv")
    teams.world.roles = set()
    teams.world.sites = {"https://home.sharepoint.example/sites/finance"}

    mine = await call.graph("GET", f"/shares/{_share(file.url)}/driveItem")
    theirs = await call.graph("GET", f"/shares/{_share(other.url)}/driveItem")

    assert (mine[0], theirs[0]) == (200, 403)


DOWNLOADS = {
    "as it is": ({}, 200),
    "for nobody without a token": ({"needs_bearer": True}, 401),
    "no more": ({"is_expired": True}, 401),
    "after a page to sign in": ({"redirect": "sign-in"}, 200),
}


@pytest.mark.parametrize(("changes", "status"), DOWNLOADS.values(), ids=DOWNLOADS)
async def test_a_file_is_given(teams, changes, status):
    file = teams.world.add_file("f1", b"a,b\n", **changes)

    answer = await _fetched(download_address(teams, file))

    assert answer[0] == status


async def test_a_file_sends_elsewhere_and_round_in_circles(call, teams):
    file = teams.world.add_file("f1", b"a,b\n", redirect="elsewhere")
    url = download_address(teams, file)

    away = await call.get(url)
    elsewhere = call.headers["Location"]
    file.redirect = "loop"
    circle = await call.get(url)

    assert (away[0], elsewhere.startswith("http://127.0.0.2:")) == (302, True)
    assert (circle[0], call.headers["Location"]) == (302, url)


async def test_a_body_may_be_slow_endless_or_shorter_than_told(teams):
    slow = teams.world.add_file("slow", b"x", pause=5.0)
    endless = teams.world.add_file("endless", b"", endless=True)
    short = teams.world.add_file("short", b"x", declared=10)
    limit = aiohttp.ClientTimeout(total=0.3)
    async with aiohttp.ClientSession(timeout=limit) as session:
        async with session.get(download_address(teams, endless)) as got:
            read = await got.content.readexactly(1_000_000)
        with pytest.raises(TimeoutError):
            async with session.get(download_address(teams, slow)) as got:
                await got.read()
        with pytest.raises(aiohttp.ClientPayloadError):
            async with session.get(download_address(teams, short)) as got:
                await got.read()

    assert (len(read), "Content-Length" in got.headers) == (1_000_000, True)


async def test_an_image_opens_to_the_bot_and_what_a_message_holds_to_graph(call, teams):
    teams.world.add_file("i1", b"\x89PNG", name="shot.png", media_type="image/png")
    said = teams.world.say(LUNCH, ADA, "", hosted={"h1": (b"snippet", "text/plain")})
    image = f"{teams.service_url}v3/attachments/i1/views/original"
    hosted = f"{teams.graph_url}{CHAT}/{said.id}/hostedContents/h1/$value"

    assert [await _fetched(image), await _fetched(hosted)] != [200, 200]
    assert await _fetched(image, token="token-for-the-connector") == (200, b"\x89PNG")
    assert await _fetched(hosted, token="token-for-graph") == (200, b"snippet")
