"""Puts the chat together from the ports it is handed."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route

from bot.domain.attachment import Attachment
from bot.inspection import Inspection
from bot.local.choice import ChosenPolicies
from bot.local.directory import LocalDirectory
from bot.local.edge import Edge
from bot.local.enforcer import LocalEnforcer
from bot.local.guard import LoopbackOnly
from bot.local.handler import LocalHandler
from bot.local.page import Page
from bot.local.player import Player
from bot.local.posting import Posting
from bot.local.room import Room
from bot.ports import Clock, EventHandler, EventQueue, MessageStore
from bot.responding import Responding


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRoom:
    """The chat: what a composition takes from it. `routes` stand under `/chat`."""

    room: Room
    enforcer: LocalEnforcer
    player: Player
    routes: list[BaseRoute]
    messages: MessageStore
    directory: LocalDirectory = field(default_factory=LocalDirectory)

    def fetch(self, attachment: Attachment, tenant: str) -> AsyncGenerator[bytes, None]:
        """Yield the bytes of an uploaded file; raises AttachmentError once it is gone."""
        return self.room.uploads.fetch(attachment.locator)

    def handler(self, inspection: Inspection, responding: Responding) -> EventHandler:
        """Return what handles the chat's events."""
        return LocalHandler(
            room=self.room,
            directory=self.directory,
            messages=self.messages,
            inspection=inspection,
            responding=responding,
        )

    async def close(self) -> None:
        """Stop the play and end all streams, so that the server can stop."""
        await self.player.stop()
        self.room.feed.close()


def build_local(
    *,
    queue: EventQueue,
    messages: MessageStore,
    policies: ChosenPolicies,
    make_supervisor_link: Callable[[], str],
    clock: Clock,
) -> LocalRoom:
    """Return the chat, empty; its events go to the queue it was handed."""
    room = Room(clock=clock)
    posting = Posting(queue=queue, room=room, clock=clock)
    player = Player(posting)
    edge = Edge(posting=posting, choice=policies, player=player)
    page = Page(
        room=room, choice=policies, player=player, make_supervisor_link=make_supervisor_link
    )
    return LocalRoom(
        room=room,
        enforcer=LocalEnforcer(room),
        player=player,
        routes=_routes(page, edge),
        messages=messages,
    )


def _routes(page: Page, edge: Edge) -> list[BaseRoute]:
    guarded = [Middleware(LoopbackOnly)]
    return [
        Route("/chat", page.show, middleware=guarded),
        Mount("/chat", routes=[*page.routes(), *edge.routes()], middleware=guarded),
    ]
