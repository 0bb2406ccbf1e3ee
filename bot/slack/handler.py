"""Handles Slack's events as they come from the queue: one method for each kind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import structlog

from bot.domain.event import InboundEvent
from bot.errors import MalformedEvent, NotInstalled, TryLater
from bot.ports import Meter
from bot.slack.answers import Answers
from bot.slack.directory import SlackDirectory
from bot.slack.events import ANSWER, RATE_LIMITED, read_body
from bot.slack.home import HomeEvents
from bot.slack.identity import Payload
from bot.slack.messages import MessageEvents
from bot.slack.places import PlaceEvents
from bot.slack.tenancy import TenancyEvents

_log = structlog.get_logger(__name__)

Handle = Callable[[InboundEvent, Payload], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackHandler:
    """Implements the EventHandler port."""

    handles: Mapping[str, Handle]
    meter: Meter

    async def handle(self, event: InboundEvent) -> None:
        """Handle one event; raises TryLater when Slack asks to wait or is away."""
        handle = self.handles.get(event.kind)
        if handle is None:
            raise MalformedEvent("Nothing handles this kind of event.")
        try:
            await handle(event, read_body(event))
        except TryLater:
            self.meter.count("rate_limited", platform="slack")
            raise
        except NotInstalled:  # the app was removed meanwhile: there is nobody to tell
            _log.info("event of a workspace without the app", tenant=event.tenant, kind=event.kind)


def table(
    *,
    messages: MessageEvents,
    places: PlaceEvents,
    tenancy: TenancyEvents,
    answers: Answers,
    home: HomeEvents,
) -> dict[str, Handle]:
    """Return every kind of event with what handles it, people's changes excepted."""
    return {
        "message": messages.on_message,
        "file_shared": messages.on_file_shared,
        ANSWER: answers.on_answer,
        "app_home_opened": home.on_opened,
        "member_joined_channel": places.on_joined,
        "member_left_channel": places.on_left,
        "channel_left": places.on_bot_left,
        "group_left": places.on_bot_left,
        "channel_created": places.on_created,
        "channel_shared": places.on_sharing,
        "channel_unshared": places.on_sharing,
        "channel_id_changed": places.on_id_changed,
        "app_uninstalled": tenancy.on_uninstalled,
        "tokens_revoked": tenancy.on_tokens_revoked,
        "team_access_granted": tenancy.on_access_granted,
        "team_access_revoked": tenancy.on_access_revoked,
        RATE_LIMITED: tenancy.on_rate_limited,
    }


def people_table(directory: SlackDirectory) -> dict[str, Handle]:
    """Return what handles the changes of people."""

    async def on_user(event: InboundEvent, body: Payload) -> None:
        user = body["event"].get("user")
        if not isinstance(user, Mapping):
            raise MalformedEvent("It names no person.")
        await directory.learn_person(event.tenant, user)

    return {"user_change": on_user, "team_join": on_user}
