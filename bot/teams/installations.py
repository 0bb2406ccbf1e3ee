"""Which teams and chats the app was added to, and by whom, sealed in the vault."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping

from bot.ports import Vault

_SPACE = "teams-installation"


class Installations:
    """Teams and group chats; who keeps the app to oneself is known by the 1:1 conversation."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._lock = asyncio.Lock()

    async def add(self, tenant: str, place: str, by: str) -> None:
        """Note that the app was added to a team or chat."""
        async with self._lock:
            listed = await self._of(tenant)
            listed.pop(place, None)  # whoever did it last comes last
            await self._put(tenant, {**listed, place: by})

    async def is_last(self, tenant: str, place: str) -> bool:
        """Whether that is the one place the app is known to be in."""
        return set(await self._of(tenant)) == {place}

    async def remove(self, tenant: str, place: str) -> None:
        """Note that it was taken out."""
        async with self._lock:
            listed = await self._of(tenant)
            if listed.pop(place, None) is not None:
                await self._put(tenant, listed)

    async def installers(self, tenant: str) -> tuple[str, ...]:
        """Return who added the app, each once, who did it last first."""
        listed = await self._of(tenant)
        return tuple(dict.fromkeys(by for by in reversed(listed.values()) if by))

    async def forget(self, tenant: str) -> None:
        """Dispose of everything of a tenant."""
        await self._vault.take(_SPACE, tenant)

    async def _of(self, tenant: str) -> dict[str, str]:
        value = await self._vault.get(_SPACE, tenant)
        return dict(json.loads(value)) if value else {}

    async def _put(self, tenant: str, listed: Mapping[str, str]) -> None:
        await self._vault.put(_SPACE, tenant, json.dumps(listed).encode())
