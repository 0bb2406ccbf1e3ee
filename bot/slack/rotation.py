"""Keeps rotating tokens fresh; one refresh at a time per installation."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from time import time

import aiohttp
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from bot.errors import TryLater
from bot.slack.config import SlackConfig
from bot.slack.installations import VaultInstallationStore
from bot.slack.web import Web

_MINUTES_BEFORE_THE_END = 120
_AFTER_A_FAILURE = 60.0


class FreshInstallations:
    """Hands out installations whose tokens are good for two hours yet."""

    def __init__(self, store: VaultInstallationStore, web: Web, config: SlackConfig) -> None:
        self._store = store
        self._web = web
        self._config = config
        self._locks: defaultdict[tuple[str, str], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def find(self, tenant: str, user: str = "") -> Installation | None:
        """Return the latest installation, or that person's grant, refreshed if it must be."""
        found = await self._store.find(tenant, user)
        if found is None or not (found.bot_refresh_token or found.user_refresh_token):
            return found
        # A refresh token is good once: two refreshes at the same moment would lose the workspace.
        async with self._locks[tenant, user]:
            found = await self._store.find(tenant, user)
            return await self._refreshed(found, tenant, user) if found else None

    async def _refreshed(self, found: Installation, tenant: str, user: str) -> Installation:
        rotator = AsyncTokenRotator(
            client_id=self._config.client_id,
            client_secret=self._config.client_secret,
            client=self._web.client(),  # its own default would ask slack.com whatever api_url says
        )
        try:
            fresh = await rotator.perform_token_rotation(
                installation=found, minutes_before_expiration=_MINUTES_BEFORE_THE_END
            )
        except (SlackTokenRotationError, aiohttp.ClientError, TimeoutError):
            return await self._make_do(found, tenant, user)
        if fresh is None:
            return found
        await self._store.async_save(fresh)
        return fresh

    async def _make_do(self, found: Installation, tenant: str, user: str) -> Installation:
        """Another process may have refreshed it meanwhile; else the old token serves to its end."""
        again = await self._store.find(tenant, user)
        if again is not None and _refresh_tokens(again) != _refresh_tokens(found):
            return again
        ends = found.user_token_expires_at if user else found.bot_token_expires_at
        if ends is not None and ends > time():
            return found
        raise TryLater("The workspace's token has expired.", after=_AFTER_A_FAILURE)


def _refresh_tokens(installation: Installation) -> tuple[str | None, str | None]:
    return installation.bot_refresh_token, installation.user_refresh_token
