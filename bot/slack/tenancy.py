"""The app's own standing in a workspace: removed, its tokens revoked, its access changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from bot.domain.case import AuditEvent
from bot.domain.coverage import CoverageGap
from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.ports import CaseStore, CoverageLog, EventQueue, MessageStore
from bot.slack.directory import SlackDirectory
from bot.slack.identity import Payload
from bot.slack.workspaces import Workspaces

_MINUTE = timedelta(minutes=1)


class TenancyEvents:
    """Takes the events about the app itself."""

    def __init__(
        self,
        workspaces: Workspaces,
        directory: SlackDirectory,
        *,
        queue: EventQueue,
        messages: MessageStore,
        cases: CaseStore,
        coverage: CoverageLog,
    ) -> None:
        self._workspaces = workspaces
        self._directory = directory
        self._queue = queue
        self._messages = messages
        self._cases = cases
        self._coverage = coverage

    async def on_uninstalled(self, event: InboundEvent, _body: Payload) -> None:
        """The app was removed: everything of that workspace is disposed of."""
        await self._workspaces.installations.forget(event.tenant)
        self._forget_facts(event.tenant)
        await self._messages.forget(Platform.SLACK, event.tenant)
        await self._audit(event, "uninstalled the app; the workspace's data was disposed of")
        await self._queue.forget(Platform.SLACK, event.tenant)  # this very event goes with it

    async def on_tokens_revoked(self, event: InboundEvent, body: Payload) -> None:
        """People took back their grants, or the bot's token was revoked."""
        revoked = body["event"].get("tokens")
        tokens = revoked if isinstance(revoked, Mapping) else {}
        for person in tokens.get("oauth") or ():
            await self._workspaces.installations.delete_grant(event.tenant, str(person))
        if tokens.get("bot"):
            await self._workspaces.installations.delete_bot(event.tenant)
            self._forget_facts(event.tenant)
            await self._gap(event, "the bot's token was revoked", "Install the app again.")
        await self._audit(event, "revoked tokens of the app")

    async def on_access_granted(self, event: InboundEvent, body: Payload) -> None:
        """An organisation let the app into more of its workspaces."""
        for team in body["event"].get("team_ids") or ():
            await self._coverage.close_gaps(Platform.SLACK, event.tenant, str(team))
        await self._audit(event, "let the app into more workspaces")

    async def on_access_revoked(self, event: InboundEvent, body: Payload) -> None:
        """An organisation shut the app out of some of its workspaces."""
        because = "the organisation took the app out of this workspace"
        way_round = "An organisation admin can add the app again."
        for team in body["event"].get("team_ids") or ():
            await self._gap(event, because, way_round, str(team))
        await self._audit(event, "took the app out of workspaces")

    async def on_rate_limited(self, event: InboundEvent, body: Payload) -> None:
        """Slack dropped events: more than 30,000 within the hour. That minute was not seen."""
        minute = body.get("minute_rate_limited")
        since = datetime.fromtimestamp(minute, tz=UTC) if isinstance(minute, int) else None
        since = since or event.received_at
        await self._coverage.open_gap(
            CoverageGap(
                platform=Platform.SLACK,
                tenant=event.tenant,
                since=since,
                until=since + _MINUTE,
                because="Slack dropped events: the workspace's hourly limit was reached",
                way_round="Take the bot out of the busiest channels of least concern.",
            )
        )

    def _forget_facts(self, tenant: str) -> None:
        self._directory.drop_tenant(tenant)
        self._workspaces.forget()

    async def _gap(
        self, event: InboundEvent, because: str, way_round: str, where: str = ""
    ) -> None:
        await self._coverage.open_gap(
            CoverageGap(
                platform=Platform.SLACK,
                tenant=event.tenant,
                conversation=where,
                since=event.received_at,
                because=because,
                way_round=way_round,
            )
        )

    async def _audit(self, event: InboundEvent, verb: str) -> None:
        await self._cases.audit(
            AuditEvent(
                actor="slack",
                verb=verb,
                subject=f"tenant:{Platform.SLACK.value}/{event.tenant}",
                at=event.received_at,
            )
        )
