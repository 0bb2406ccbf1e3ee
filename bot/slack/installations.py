"""Installations and grants, sealed in the vault; and the states of OAuth flows under way."""

from __future__ import annotations

import asyncio
import json
import secrets
from datetime import timedelta
from logging import Logger

from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from bot.ports import Clock, Vault
from bot.slack.web import quiet_logger

_SPACE = "slack-installation"
_STATES = "slack-oauth-state"
_INDEX = "index"
_STATE_LIVES = timedelta(minutes=10)


class VaultInstallationStore(AsyncInstallationStore):
    """Keeps, per tenant, the latest installation and every person's own grant.

    The tenant is the organisation for an org-wide install, else the workspace; both kinds of id
    are unique across Slack, so (enterprise, team, user, org-wide) comes down to (tenant, user).
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._index_lock = asyncio.Lock()

    @property
    def logger(self) -> Logger:
        """The logger the SDK asks for; it stays silent."""
        return quiet_logger()

    async def async_save(self, installation: Installation) -> None:
        """Keep a new or refreshed installation; a grant without a bot leaves the bot's alone."""
        tenant = _tenant(
            installation.enterprise_id, installation.team_id, installation.is_enterprise_install
        )
        if installation.user_token and installation.user_id:
            await self._put(_key(tenant, installation.user_id), installation, without="bot_")
        if installation.bot_token:
            await self._put(_key(tenant), installation, without="user_")
            await self._list(tenant, present=True)

    async def async_save_bot(self, bot: Bot) -> None:
        """Keep refreshed bot tokens."""
        installation = await self.async_find_installation(
            enterprise_id=bot.enterprise_id,
            team_id=bot.team_id,
            is_enterprise_install=bot.is_enterprise_install,
        )
        if installation is not None:
            installation.bot_token = bot.bot_token
            installation.bot_refresh_token = bot.bot_refresh_token
            installation.bot_token_expires_at = bot.bot_token_expires_at
            await self.async_save(installation)

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """Return the bot's part of the latest installation."""
        found = await self.async_find_installation(
            enterprise_id=enterprise_id,
            team_id=team_id,
            is_enterprise_install=is_enterprise_install,
        )
        return found.to_bot() if found and found.bot_token else None

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """Return that person's grant, or the latest installation where no person is named."""
        tenant = _tenant(enterprise_id, team_id, is_enterprise_install)
        return await self.find(tenant, user_id or "")

    async def find(self, tenant: str, user: str = "") -> Installation | None:
        """Return the tenant's latest installation, or that person's own grant."""
        value = await self._vault.get(_SPACE, _key(tenant, user))
        return Installation(**json.loads(value)) if value else None

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Dispose of the bot's installation."""
        for tenant in filter(None, (team_id, enterprise_id)):
            await self.delete_bot(tenant)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Dispose of a person's grant, or of everything of the tenant."""
        for tenant in filter(None, (team_id, enterprise_id)):
            await (self.delete_grant(tenant, user_id) if user_id else self.forget(tenant))

    async def delete_bot(self, tenant: str) -> None:
        """Dispose of the tenant's bot token; people's own grants stay."""
        await self._vault.take(_SPACE, _key(tenant))
        await self._list(tenant, present=False)

    async def delete_grant(self, tenant: str, user: str) -> None:
        """Dispose of one person's grant."""
        await self._vault.take(_SPACE, _key(tenant, user))

    async def forget(self, tenant: str) -> None:
        """Dispose of everything of the tenant."""
        await self._vault.delete(_SPACE, f"{tenant}/")
        await self._list(tenant, present=False)

    async def tenants(self) -> tuple[str, ...]:
        """Return every tenant the bot is installed in."""
        value = await self._vault.get(_SPACE, _INDEX)
        return tuple(json.loads(value)) if value else ()

    async def _put(self, key: str, installation: Installation, *, without: str) -> None:
        # A refresh token is good once, so each is kept in one place only.
        parts = ("token", "refresh_token", "token_expires_at")
        left_out = {f"{without}{part}" for part in parts}
        kept = {name: value for name, value in vars(installation).items() if name not in left_out}
        await self._vault.put(_SPACE, key, json.dumps(kept).encode())

    async def _list(self, tenant: str, *, present: bool) -> None:
        async with self._index_lock:
            listed = set(await self.tenants())
            listed = listed | {tenant} if present else listed - {tenant}
            await self._vault.put(_SPACE, _INDEX, json.dumps(sorted(listed)).encode())


class VaultStateStore(AsyncOAuthStateStore):
    """States of OAuth flows; each is good once and for ten minutes."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    @property
    def logger(self) -> Logger:
        """The logger the SDK asks for; it stays silent."""
        return quiet_logger()

    async def async_issue(self, *_args: object, **_kwargs: object) -> str:
        """Return a new state."""
        state = secrets.token_urlsafe(32)
        expires = self._clock.now() + _STATE_LIVES
        await self._vault.put(_STATES, state, b"issued", expires=expires)
        return state

    async def async_consume(self, state: str) -> bool:
        """Whether that state was issued and not yet used; it is used now."""
        return await self._vault.take(_STATES, state) is not None


def _tenant(enterprise: str | None, team: str | None, org_wide: bool | None) -> str:  # noqa: FBT001 - the SDK's own order
    return (enterprise if org_wide or not team else team) or ""


def _key(tenant: str, user: str = "") -> str:
    return f"{tenant}/user/{user}" if user else f"{tenant}/latest"
