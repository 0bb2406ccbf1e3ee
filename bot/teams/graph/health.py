"""Which conversations nobody tells us of, as Graph's lists and the Connector's rosters show."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import structlog

from bot.domain.coverage import CoverageGap
from bot.domain.message import Platform
from bot.errors import NotInstalled, PlatformRefused
from bot.ports import Clock, CoverageLog
from bot.teams.config import TeamsConfig
from bot.teams.connector import Connector, Spot
from bot.teams.graph.client import FORBIDDEN, Graph, step
from bot.teams.graph.config import GraphConfig
from bot.teams.graph.gaps import TEAMS
from bot.teams.graph.ledger import Ledger
from bot.teams.identity import Raw, text_of
from bot.teams.outcomes import NOT_MEMBER

_log = structlog.get_logger(__name__)

_STANDARD = "standard"
_NO_APP = "the app is not in the team"
_NO_APP_HERE = "the app is in the team, but not in this {kind} channel"
_OURS = frozenset({_NO_APP, *(_NO_APP_HERE.format(kind=kind) for kind in ("private", "shared"))})
_ADD = "Add the app to the team, or grant it ChannelMessage.Read.All."
_MOST_GAPS = 5_000
_UNLISTED = (
    "teams without the app cannot be listed: the tenant has not granted Team.ReadBasic.All, "
    "Channel.ReadBasic.All and TeamsAppInstallation.ReadForTeam.All"
)
_UNNAMED = "teams without the app cannot be told: TEAMS_CATALOG_APP does not say which app it is"
_CHATS = "chats without the app are known to nobody but Microsoft Graph (Chat.Read.All)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blind:
    """A channel that is not seen, and why."""

    conversation: str
    name: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What is not seen in a tenant; `notes` say what could not even be listed."""

    blind: tuple[Blind, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Looks for blind conversations; raises TryLater when Microsoft asks to wait or is away."""

    config: GraphConfig
    teams: TeamsConfig
    graph: Graph
    connector: Connector
    ledger: Ledger
    coverage: CoverageLog
    clock: Clock

    async def look(self, tenant: str) -> Sight:
        """Return what is not seen in a tenant."""
        async with self.ledger.account(tenant) as account:
            standing = account.standing.get(TEAMS)
        if standing is not None and not standing.is_lost:
            return Sight()
        if not self._catalog_app(tenant):
            return Sight(notes=(_UNNAMED, _CHATS))
        try:
            blind = [one async for one in self._blind(tenant)]
        except PlatformRefused as refusal:
            _log.info("teams not listed", tenant=tenant, code=refusal.code)
            note = _UNLISTED if refusal.code == FORBIDDEN else f"{_UNLISTED} ({refusal.code})"
            return Sight(notes=(note, _CHATS))
        return Sight(blind=tuple(blind), notes=(_CHATS,))

    async def note(self, tenant: str) -> Sight:
        """Write down what is not seen as gaps in coverage, and end those that are seen now."""
        sight = await self.look(tenant)
        if sight.notes in ((), (_CHATS,)):
            await self._end(tenant, {one.conversation for one in sight.blind})
        for one in sight.blind:
            await self.coverage.open_gap(
                CoverageGap(
                    platform=Platform.TEAMS,
                    tenant=tenant,
                    conversation=one.conversation,
                    since=self.clock.now(),
                    because=one.because,
                    way_round=_ADD,
                )
            )
        return sight

    async def _end(self, tenant: str, blind: set[str]) -> None:
        for gap in await self.coverage.gaps(_MOST_GAPS):
            is_open = gap.platform is Platform.TEAMS and gap.tenant == tenant and gap.until is None
            if is_open and gap.because in _OURS and gap.conversation not in blind:
                await self.coverage.close_gaps(gap.platform, tenant, gap.conversation)

    async def _blind(self, tenant: str) -> AsyncIterator[Blind]:
        async for team in self.graph.pages(tenant, "/teams", select="id,displayName"):
            path = f"/teams/{step(text_of(team, 'id'))}"
            has_app = await self._has_app(tenant, path)
            async for channel in self.graph.pages(tenant, f"{path}/channels"):
                because = await self._because(tenant, channel, has_app=has_app)
                if because:
                    yield Blind(
                        conversation=text_of(channel, "id"),
                        name=f"{text_of(team, 'displayName')} › {text_of(channel, 'displayName')}",
                        because=because,
                    )

    def _catalog_app(self, tenant: str) -> str:
        return self.teams.registration(tenant).catalog_app

    async def _has_app(self, tenant: str, path: str) -> bool:
        query = {"expand": "teamsApp", "filter": f"teamsApp/id eq '{self._catalog_app(tenant)}'"}
        async for _ in self.graph.pages(tenant, f"{path}/installedApps", **query):
            return True
        return False

    async def _because(self, tenant: str, channel: Raw, *, has_app: bool) -> str:
        """Return why a channel is not seen; empty where it is."""
        if not has_app:
            return _NO_APP
        kind = text_of(channel, "membershipType") or _STANDARD
        if kind == _STANDARD:
            return ""
        spot = Spot(
            tenant=tenant,
            service_url=self.config.service_url,
            conversation=text_of(channel, "id"),
        )
        try:
            await self.connector.members(spot)
        except (PlatformRefused, NotInstalled) as refusal:
            if getattr(refusal, "code", NOT_MEMBER) == NOT_MEMBER:
                return _NO_APP_HERE.format(kind=kind)
        return ""
