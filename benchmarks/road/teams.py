"""Teams' two ends: signed activities in, calls of the Connector out, a stand-in on its own.

The stand-in is forked, so that it publishes the very keys that activities are signed with here.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import time
from collections.abc import Mapping
from multiprocessing.connection import Connection

from benchmarks.road.watching import CHANNELS, PEOPLE, Watched
from tests.e2e.running import teams_settings
from tests.standins.teams import StandInTeams
from tests.standins.teams_people import APP_ID
from tests.standins.teams_sender import Sender
from tests.standins.teams_tokens import authorization, private_key
from tests.standins.teams_wire import Call
from tests.standins.teams_world import World

TEAM = "19:team@thread.tacv2"
GROUP = "55555555-5555-4555-8555-555555555550"


class TeamsRoad:
    """Many people in one team, and a stand-in in a process of its own."""

    def __init__(self) -> None:
        self.watched = Watched()
        for name in ("teams", "skype"):  # before the fork: both sides must have the same
            private_key(name)
        self._heard, telling = multiprocessing.Pipe(duplex=False)
        self._teams = StandInTeams(world=_office(telling))
        self._process = multiprocessing.get_context("fork").Process(
            target=_serve, args=(self._teams,), daemon=True
        )
        self._process.start()

    def settings(self, folder: str) -> Mapping[str, str]:
        """Return the environment of a bot on it."""
        return teams_settings(self._teams, folder)

    async def open(self, origin: str) -> None:
        """Prepare to speak to the bot at that address."""
        self._sender = Sender(f"{origin}/api/messages", self._teams)
        # Teams uses a token for hours; the bot proves it with each activity all the same.
        self._header = authorization("valid", self._teams.service_url, app_id=APP_ID)
        asyncio.get_running_loop().add_reader(self._heard.fileno(), self._hear)

    async def say(self, person: int, channel: int, text: str) -> int:
        """Let somebody write; return the status the bot answered with."""
        said = self._teams.world.say(_channel(channel), _person(person), text)
        body = json.dumps(self._teams.events.message(said))
        return int((await self._sender.raw(body, header=self._header)).status)

    def direct(self, person: int) -> str:
        """Return the conversation in which that person is warned."""
        return f"a:{person:04d}"

    async def close(self) -> None:
        """Speak no more."""
        asyncio.get_running_loop().remove_reader(self._heard.fileno())
        await self._sender.close()

    def stop(self) -> None:
        """End the stand-in."""
        self._process.terminate()
        self._process.join(timeout=10)

    def _hear(self) -> None:
        while self._heard.poll():
            self.watched.arrived(*self._heard.recv())


class _WatchedWorld(World):
    """Tells of each message to one person, and remembers no calls."""

    def __init__(self, telling: Connection) -> None:
        super().__init__(keep_calls=False)
        self._telling = telling

    def note(self, call: Call) -> None:
        """Tell when a warning arrived: the clock is the same in all processes."""
        if call.operation == "activities.send" and call.names["conversation"].startswith("a:"):
            self._telling.send((call.names["conversation"], time.perf_counter()))


def _office(telling: Connection) -> World:
    world = _WatchedWorld(telling)
    people = [_person(number) for number in range(PEOPLE)]
    for person in people:
        world.add_person(person, f"Person {person[-4:]}")
        world.direct(person)
    world.add_team(TEAM, "Team", GROUP, people)
    for number in range(CHANNELS):
        world.add_channel(_channel(number), TEAM, f"Channel {number}", members=people)
    return world


def _serve(teams: StandInTeams) -> None:
    teams.start()
    multiprocessing.parent_process().join()  # until it is terminated


def _person(number: int) -> str:
    return f"29:{number:04d}"


def _channel(number: int) -> str:
    return f"19:channel-{number}@thread.tacv2"
