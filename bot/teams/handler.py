"""Handles Teams' events as they come from the queue: one method for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from bot.domain.event import InboundEvent
from bot.errors import MalformedEvent, NotInstalled, TryLater
from bot.ports import Meter
from bot.teams.answers import Answers
from bot.teams.events import (
    ANSWER,
    CONVERSATION_UPDATE,
    INSTALLATION_UPDATE,
    MESSAGE,
    MESSAGE_DELETE,
    MESSAGE_UPDATE,
    Handle,
    read_body,
)
from bot.teams.menu import MenuEvents
from bot.teams.message_actions import Command
from bot.teams.messages import MessageEvents
from bot.teams.places import PlaceEvents
from bot.teams.tenancy import TenancyEvents

__all__ = ["Handle", "TeamsHandler", "table"]

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsHandler:
    """Implements the EventHandler port."""

    handles: Mapping[str, Handle]
    meter: Meter

    async def handle(self, event: InboundEvent) -> None:
        """Handle one event; raises TryLater when Teams asks to wait or is away."""
        handle = self.handles.get(event.kind)
        if handle is None:
            raise MalformedEvent("Nothing handles this kind of event.")
        try:
            await handle(event, read_body(event))
        except TryLater:
            self.meter.count("rate_limited", platform="teams")
            raise
        except NotInstalled:  # the registration was taken out meanwhile: there is nobody to tell
            _log.info("event of a tenant without the app", tenant=event.tenant, kind=event.kind)


def table(
    *,
    messages: MessageEvents,
    menu: MenuEvents,
    places: PlaceEvents,
    tenancy: TenancyEvents,
    answers: Answers,
) -> dict[str, Handle]:
    """Return every kind of event with what handles it."""
    return {
        MESSAGE: messages.on_message,
        MESSAGE_UPDATE: messages.on_message,
        MESSAGE_DELETE: messages.on_message,
        CONVERSATION_UPDATE: places.on_conversation,
        INSTALLATION_UPDATE: tenancy.on_installation,
        ANSWER: answers.on_answer,
        Command.SAVE_RECORD.value: menu.on_command,
        Command.REPORT.value: menu.on_command,
    }
