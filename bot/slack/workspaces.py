"""Each workspace the bot is installed in, with the clients that may speak there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from slack_sdk.web.async_client import AsyncWebClient

from bot.cache import TimedCache
from bot.errors import NotInstalled
from bot.ports import Clock
from bot.slack.config import SlackConfig
from bot.slack.identity import Home
from bot.slack.installations import VaultInstallationStore
from bot.slack.rotation import FreshInstallations
from bot.slack.web import Web, call

_TEAMS = 1000
_IDENTITY_KEPT = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A workspace, or the organisation of an org-wide install, and the bot's client there."""

    tenant: str
    home: Home
    bot_user: str
    bot_id: str
    client: AsyncWebClient
    installer: str = ""


class Workspaces:
    """Knows where the bot is installed."""

    def __init__(
        self, config: SlackConfig, web: Web, installations: VaultInstallationStore, clock: Clock
    ) -> None:
        self.installations = installations
        self._config = config
        self._web = web
        self._fresh = FreshInstallations(installations, web, config)
        self._identities: TimedCache[str, Workspace] = TimedCache(clock, _IDENTITY_KEPT, 1000)

    async def of(self, tenant: str) -> Workspace:
        """Return that workspace; raises NotInstalled."""
        if self._config.bot_token:
            workspace = await self._speaking_with(self._config.bot_token)
            if workspace.tenant != tenant:
                raise NotInstalled
            return workspace
        found = await self._fresh.find(tenant)
        if found is None or not found.bot_token:
            raise NotInstalled
        workspace = await self._speaking_with(found.bot_token)
        return replace(workspace, tenant=tenant, installer=found.user_id or "")

    async def tenants(self) -> tuple[str, ...]:
        """Return every tenant the bot is installed in."""
        if self._config.bot_token:
            return ((await self._speaking_with(self._config.bot_token)).tenant,)
        return await self.installations.tenants()

    async def teams(self, workspace: Workspace) -> tuple[str, ...]:
        """Return the workspaces to ask about one by one; an org-wide token must name each."""
        if workspace.tenant != workspace.home.enterprise:
            return (workspace.tenant,)
        page = await call(workspace.client.auth_teams_list(limit=_TEAMS))
        return tuple(str(team["id"]) for team in page.get("teams") or ())

    async def own_client(self, tenant: str, person: str) -> AsyncWebClient | None:
        """Return a client that speaks as that person, if the person granted it."""
        grant = await self._fresh.find(tenant, person)
        return self._web.client(grant.user_token) if grant and grant.user_token else None

    async def admin_client(self, tenant: str) -> AsyncWebClient | None:
        """Return a client that speaks as an admin: the configured one, or whoever installed."""
        if self._config.user_token:
            return self._web.client(self._config.user_token)
        found = await self._fresh.find(tenant)
        return await self.own_client(tenant, found.user_id) if found and found.user_id else None

    def forget(self) -> None:
        """Ask Slack anew who the bot is."""
        self._identities.drop(lambda _token: True)

    async def _speaking_with(self, token: str) -> Workspace:
        # One auth.test per token and hour, not one per event.
        known = self._identities.get(token)
        if known is not None:
            return known
        client = self._web.client(token)
        answer = await call(client.auth_test())
        home = Home(answer.get("enterprise_id") or "", answer.get("team_id") or "")
        workspace = Workspace(
            tenant=home.enterprise if answer.get("is_enterprise_install") else home.team,
            home=home,
            bot_user=answer.get("user_id") or "",
            bot_id=answer.get("bot_id") or "",
            client=client,
        )
        return self._identities.put(token, workspace)
