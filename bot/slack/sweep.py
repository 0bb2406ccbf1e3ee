"""Joins the public channels and notes those it cannot: a bot sees only where it is a member."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import structlog

from bot.domain.coverage import CoverageGap
from bot.domain.message import Platform
from bot.errors import NotInstalled, PlatformRefused, TryLater
from bot.ports import Clock, CoverageLog
from bot.slack.config import SlackConfig
from bot.slack.outcomes import words_for
from bot.slack.web import call
from bot.slack.workspaces import Workspace, Workspaces

_log = structlog.get_logger(__name__)

_PAGE = 200
_PRIVATE = "private channels and direct messages are seen only where the bot is a member"
_INVITE = "Invite the bot with /invite in each private channel it should see."


class Sweep:
    """Looks through the channels of a workspace in the background."""

    def __init__(
        self, config: SlackConfig, workspaces: Workspaces, coverage: CoverageLog, clock: Clock
    ) -> None:
        self._config = config
        self._workspaces = workspaces
        self._coverage = coverage
        self._clock = clock

    async def everywhere(self) -> None:
        """Sweep every workspace the bot is installed in."""
        for tenant in await self._patiently_list_tenants():
            await self.sweep(tenant)

    async def sweep(self, tenant: str) -> None:
        """Join the public channels of one workspace, however long Slack asks to wait in between."""
        while True:
            try:
                return await self._sweep(tenant)
            except TryLater as wait:
                await asyncio.sleep(wait.after)
            except (PlatformRefused, NotInstalled) as error:
                _log.warning("channel sweep stopped", tenant=tenant, error=type(error).__name__)
                return None

    async def join(self, workspace: Workspace, channel: str) -> None:
        """Join one public channel; one that cannot be joined is a gap in coverage."""
        if not self._config.join_public_channels:
            because = "the bot joins no channels by itself here"
            await self._note_gap(workspace.tenant, channel, because, _INVITE)
            return
        try:
            await call(workspace.client.conversations_join(channel=channel))
        except PlatformRefused as refusal:
            because = f"the bot could not join the channel: {words_for(refusal.code)}"
            await self._note_gap(workspace.tenant, channel, because, _INVITE)
        else:
            await self._coverage.close_gaps(Platform.SLACK, workspace.tenant, channel)

    async def _patiently_list_tenants(self) -> tuple[str, ...]:
        """At start Slack may be away; without it a single workspace cannot even be named."""
        while True:
            try:
                return await self._workspaces.tenants()
            except TryLater as wait:
                await asyncio.sleep(wait.after)
            except PlatformRefused as refusal:
                _log.error("slack refused the bot token", error=refusal.code)
                return ()

    async def _sweep(self, tenant: str) -> None:
        workspace = await self._workspaces.of(tenant)
        await self._note_gap(tenant, "", _PRIVATE, _INVITE)
        if not self._config.join_public_channels:
            return
        async for channel in self._public_channels(workspace):
            if channel.get("is_member") is not True:
                await self.join(workspace, str(channel["id"]))
                await asyncio.sleep(self._config.join_pause)

    async def _public_channels(self, workspace: Workspace) -> AsyncIterator[Mapping[str, Any]]:
        for team in await self._workspaces.teams(workspace):
            async for channel in self._public_channels_of(workspace, team):
                yield channel

    async def _public_channels_of(
        self, workspace: Workspace, team: str
    ) -> AsyncIterator[Mapping[str, Any]]:
        cursor = ""
        while True:
            page = await call(
                workspace.client.conversations_list(
                    types="public_channel",
                    exclude_archived=True,
                    limit=_PAGE,
                    cursor=cursor or None,
                    team_id=team,
                )
            )
            for channel in page.get("channels") or ():
                yield channel
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    async def _note_gap(self, tenant: str, channel: str, because: str, way_round: str) -> None:
        await self._coverage.open_gap(
            CoverageGap(
                platform=Platform.SLACK,
                tenant=tenant,
                conversation=channel,
                since=self._clock.now(),
                because=because,
                way_round=way_round,
            )
        )
