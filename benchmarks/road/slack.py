"""Slack's two ends: signed events in, calls of the Web API out, a stand-in on a thread here."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from benchmarks.road.watching import CHANNELS, PEOPLE, Watched
from tests.e2e.running import slack_settings
from tests.standins.slack import StandInSlack
from tests.standins.slack_events import Sender, message_event


class SlackRoad(StandInSlack):
    """The stand-in, noting when warnings arrive."""

    def __init__(self) -> None:
        super().__init__()
        self.watched = Watched()
        self.world.keep_calls = False
        for number in range(PEOPLE):
            self.world.add_user(_user(number))
        for number in range(CHANNELS):
            self.world.add_channel(_channel(number), ["U0BOT"])
        self.start()

    def settings(self, folder: str) -> Mapping[str, str]:
        """Return the environment of a bot on it."""
        return slack_settings(self.api_url, folder)

    async def open(self, origin: str) -> None:
        """Prepare to speak to the bot at that address."""
        self._sender = Sender(origin)

    async def say(self, person: int, channel: int, text: str) -> int:
        """Let somebody write; return the status the bot answered with."""
        where = _channel(channel)
        event = message_event(self.world.say(where, _user(person), text), where)
        return int((await self._sender.event(event)).status)

    def direct(self, person: int) -> str:
        """Return the conversation in which that person is warned."""
        return f"D{_user(person)}"

    async def close(self) -> None:
        """Speak no more."""
        await self._sender.close()

    def _answer(self, name: str, request: Request, arguments: dict[str, Any]) -> Any:
        if name == "chat.postMessage" and str(arguments.get("channel", "")).startswith("DU"):
            self.watched.arrived(str(arguments["channel"]), time.perf_counter())
        return super()._answer(name, request, arguments)


def _user(number: int) -> str:
    return f"U{number:04d}"


def _channel(number: int) -> str:
    return f"C{number:04d}"
