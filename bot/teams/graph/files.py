"""Finds what is attached where the bot is told of no file, and says where Graph keeps the bytes."""

from __future__ import annotations

import base64

from bot.domain.attachment import Attachment
from bot.domain.message import MessageRef
from bot.errors import AttachmentError, MalformedEvent, NotInstalled, PlatformRefused
from bot.ports import Clock
from bot.teams.files import FROM_GRAPH, is_hidden, unscanned
from bot.teams.graph.addresses import HOSTED, Where
from bot.teams.graph.chat_messages import read_chat_message
from bot.teams.graph.client import Graph
from bot.teams.normalise import Draft
from bot.teams.references import Reference

_NOWHERE = "Microsoft Graph did not show where it lies (see what the tenant grants the app)"


class SharedFiles:
    """Implements GraphFiles; raises TryLater when Graph asks to wait or is away."""

    def __init__(self, graph: Graph, clock: Clock) -> None:
        self._graph = graph
        self._clock = clock

    async def find(
        self, ref: MessageRef, thread: str, place: Reference
    ) -> tuple[Attachment, ...] | None:
        """Return what is attached to a message; None where Graph does not let us see it."""
        root = thread or ref.message
        where = Where(
            conversation=ref.conversation, group=place.group, message=ref.message, root=root
        )
        if where.is_channel and not where.group:
            return None
        try:
            content = await self._graph.get(ref.tenant, where.path)
            read = read_chat_message(
                content,
                tenant=ref.tenant,
                bot=place.bot,
                received_at=self._clock.now(),
                is_own=self._graph.is_own,
            )
        except (PlatformRefused, NotInstalled, MalformedEvent):
            return None
        return known_places(read.attachments) if isinstance(read, Draft) else ()

    async def address(self, attachment: Attachment, tenant: str) -> tuple[str, str]:
        """Return where its bytes are and the token that opens it; raises AttachmentError.

        The token is for Graph, and Graph's is the only address it is given out with.
        """
        locator = attachment.locator
        if locator == FROM_GRAPH:
            raise AttachmentError(f"{_NOWHERE}.")
        if locator.startswith(HOSTED):
            address = locator.removeprefix(HOSTED)
        else:
            share = share_of(locator.removeprefix(FROM_GRAPH))
            address = self._graph.url(f"/shares/{share}/driveItem/content")
        return address, await self._graph.token(tenant)


def share_of(address: str) -> str:
    """Return the name by which Graph knows what is shared at an address."""
    packed = base64.urlsafe_b64encode(address.encode()).rstrip(b"=").decode()
    return f"u!{packed}"


def known_places(attachments: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    """Return attachments with those of which even Graph does not know more as not looked into."""
    return tuple(unscanned(one, _NOWHERE) if is_hidden(one) else one for one in attachments)
