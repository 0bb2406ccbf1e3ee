"""The page of the chat, its live stream, and the way to the supervisor's queue."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.local.choice import ChosenPolicies
from bot.local.feed import Change, What
from bot.local.intake import who
from bot.local.notices import Drawn
from bot.local.people import Person
from bot.local.player import Player
from bot.local.refusal import Refused
from bot.local.room import Room
from bot.local.view import draw_note, draw_policies, draw_post, draw_room

_HERE = Path(__file__).parent
_HEARTBEAT = 15.0  # seconds; shows both ends that the other is still there


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Serves the page and pushes what changes."""

    room: Room
    choice: ChosenPolicies
    player: Player
    make_supervisor_link: Callable[[], str]

    def routes(self) -> list[BaseRoute]:
        """Return the routes, below `/chat`."""
        return [
            Route("/", self.show),
            Route("/stream", self.stream),
            Route("/supervisor", self.supervisor),
            Mount("/static", StaticFiles(directory=_HERE / "static")),
        ]

    async def show(self, request: Request) -> Response:
        """Serve the page; the stream brings what is in it."""
        return HTMLResponse((_HERE / "chat.html").read_bytes())

    async def supervisor(self, request: Request) -> Response:
        """Lead into the queue, signed in by a fresh one-time link."""
        return RedirectResponse(self.make_supervisor_link(), 303)

    async def stream(self, request: Request) -> Response:
        """Push everything one person may see, then every change of it."""
        try:
            person = who(request)
        except Refused as refusal:
            return HTMLResponse(refusal.words, refusal.status)
        return StreamingResponse(self._frames(person), media_type="text/event-stream")

    async def _frames(self, person: Person) -> AsyncIterator[str]:
        with self.room.feed.follow() as follower:
            yield self._all(person)
            while not follower.closed:
                changes = await follower.changes(_HEARTBEAT)
                if Change(What.ALL) in changes:
                    changes = (Change(What.ALL),)
                frames = "".join(self._frame(change, person) for change in changes)
                yield frames or ": still here\n\n"

    def _frame(self, change: Change, person: Person) -> str:
        match change.what:
            case What.POST:
                post = self.room.find(change.id)
                drawn = draw_post(post, person) if post else None
                return _event("post", drawn) if drawn else ""
            case What.ADMIN:
                notes = (note for note in self.room.notes() if note.id == change.id)
                return "".join(_event("note", draw_note(note)) for note in notes)
            case What.POLICIES:
                return _event("policies", draw_policies(self.choice))
            case What.SCRIPT:
                return _event("script", asdict(self.player.progress))
        return self._all(person)

    def _all(self, person: Person) -> str:
        script = {"script": asdict(self.player.progress)}
        return _event("all", draw_room(self.room, self.choice, person) | script)


def _event(name: str, data: Drawn | list[Drawn]) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
