"""Where the chat's requests come in: check, write down, acknowledge."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.local.choice import ChosenPolicies
from bot.local.feed import What
from bot.local.intake import read_bytes, read_shape, who
from bot.local.people import PLACES
from bot.local.player import Player
from bot.local.posting import Posting
from bot.local.refusal import Refused
from bot.local.uploads import MOST_BYTES
from bot.local.wire import Answer, Choice, NewMessage, NewText, ScriptOrder

_FILE_HEADERS = {"Content-Security-Policy": "default-src 'none'; sandbox"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """The requests of the page."""

    posting: Posting
    choice: ChosenPolicies
    player: Player

    def routes(self) -> list[Route]:
        """Return the routes, below `/chat`."""
        return [
            _post("/messages", self.send),
            _post("/messages/{id}/edit", self.edit),
            _post("/messages/{id}/delete", self.delete),
            _post("/messages/{id}/answer", self.answer),
            _post("/files", self.upload),
            Route("/files/{id}", _refusable(self.download), methods=["GET"]),
            _post("/policies", self.choose),
            _post("/script", self.script),
            _post("/reset", self.reset),
        ]

    async def send(self, request: Request) -> Response:
        """Take a message; 202 once it is written down."""
        new = await read_shape(request, NewMessage)
        return JSONResponse({"id": await self.posting.send(who(request), new)}, 202)

    async def edit(self, request: Request) -> Response:
        """Take a message's new text; 202 once it is written down."""
        new = await read_shape(request, NewText)
        await self.posting.edit(who(request), request.path_params["id"], new.text)
        return JSONResponse({}, 202)

    async def delete(self, request: Request) -> Response:
        """Delete a message; 202 once it is written down."""
        await self.posting.delete(who(request), request.path_params["id"])
        return JSONResponse({}, 202)

    async def answer(self, request: Request) -> Response:
        """Take the author's answer to a warning; 202 once it is written down."""
        answer = await read_shape(request, Answer)
        await self.posting.answer(who(request), request.path_params["id"], answer)
        return JSONResponse({}, 202)

    async def upload(self, request: Request) -> Response:
        """Keep a file until a message names it."""
        person = who(request)
        # In a header, because addresses get logged.
        name = unquote(request.headers.get("x-file-name", ""))[:200] or "unnamed"
        too_much = f"A file may have at most {MOST_BYTES // 1024 // 1024} MB here."
        content = await read_bytes(request, MOST_BYTES, too_much)
        claimed = request.headers.get("content-type", "application/octet-stream")[:100]
        upload = self.posting.room.uploads.keep(person.id, name, claimed, content)
        return JSONResponse({"id": upload.id, "size": len(content)}, 201)

    async def download(self, request: Request) -> Response:
        """Hand a file to somebody in its conversation, as a download and never as a page."""
        person, identity = who(request), request.path_params["id"]
        upload = self.posting.room.uploads.find(identity)
        is_shared = any(
            person.id in PLACES[post.conversation].members
            for post in self.posting.room.posts()
            if any(file.id == identity for file in post.files)
        )
        if upload is None or not is_shared:
            raise Refused(404, "The file is not there, or no longer.")
        headers = _FILE_HEADERS | {"Content-Disposition": "attachment"}
        return Response(upload.content, media_type="application/octet-stream", headers=headers)

    async def choose(self, request: Request) -> Response:
        """Let other policies govern from now on."""
        self.choice.choose((await read_shape(request, Choice)).policies)
        self.posting.room.feed.publish(What.POLICIES)
        return JSONResponse({"policies": list(self.choice.chosen)})

    async def script(self, request: Request) -> Response:
        """Start or stop the scripted conversation."""
        order = await read_shape(request, ScriptOrder)
        if order.do == "play":
            self.player.play(order.speed)
        else:
            await self.player.stop()
        return JSONResponse({}, 202)

    async def reset(self, request: Request) -> Response:
        """Empty the chat."""
        await self.player.stop()
        self.posting.room.clear()
        return JSONResponse({})


Endpoint = Callable[[Request], Awaitable[Response]]


def _post(path: str, endpoint: Endpoint) -> Route:
    return Route(path, _refusable(endpoint), methods=["POST"])


def _refusable(endpoint: Endpoint) -> Endpoint:
    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refused as refusal:
            return JSONResponse({"error": refusal.words}, refusal.status)

    return answered
