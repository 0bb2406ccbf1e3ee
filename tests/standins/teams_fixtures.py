"""Fixtures of the stand-in Teams: one server for all tests, a fresh world for each."""

import aiohttp
import pytest

from tests.standins.teams import StandInTeams
from tests.standins.teams_company import small_company
from tests.standins.teams_people import BOT_TOKEN, GRAPH_TOKEN


@pytest.fixture(scope="session")
def stand_in():
    with StandInTeams() as started:
        yield started


@pytest.fixture
def teams(stand_in):
    """The stand-in with a world that no other test has touched."""
    stand_in.world = small_company()
    stand_in.handshake_seconds = 10.0
    return stand_in


class Caller:
    """Calls the stand-in as a bot would, and returns status and JSON."""

    def __init__(self, session, teams):
        self._session, self._teams = session, teams

    async def connector(self, method, path, body=None, *, token=BOT_TOKEN):
        return await self._call(method, f"{self._teams.service_url}v3{path}", body, token)

    async def graph(self, method, path, body=None, *, token=GRAPH_TOKEN):
        return await self._call(method, f"{self._teams.graph_url}{path}", body, token)

    async def get(self, url, *, token=""):
        return await self._call("GET", url, None, token)

    async def post(self, url, body):
        return await self._call("POST", url, body, "")

    async def _call(self, method, url, body, token):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with self._session.request(
            method, url, json=body, headers=headers, allow_redirects=False
        ) as got:
            self.headers = got.headers
            return got.status, await got.json() if got.content_type.endswith("json") else None


@pytest.fixture
async def call(teams):
    async with aiohttp.ClientSession() as session:
        yield Caller(session, teams)
