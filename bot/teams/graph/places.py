"""The channels and chats that Graph has told of, sealed in the vault: what is fetched after a gap.

The vault keeps no lists, so the places of a tenant are spread over a fixed number of entries.
"""

from __future__ import annotations

import asyncio
import json
from hashlib import sha256

from bot.ports import Vault
from bot.teams.graph.addresses import Where

_SPACE = "teams-graph-places"
_ENTRIES = 64


class Places:
    """Knows where a conversation stands; a new one is written down once."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._known: dict[str, dict[str, str]] = {}
        self._lock = asyncio.Lock()

    async def note(self, tenant: str, where: Where) -> None:
        """Remember a place."""
        entry = _entry(tenant, where.conversation)
        if (await self._of(entry)).get(where.conversation) == where.group:
            return
        async with self._lock:
            known = {**await self._read(entry), where.conversation: where.group}
            await self._vault.put(_SPACE, entry, json.dumps(known).encode())
            self._known[entry] = known

    async def find(self, tenant: str, conversation: str) -> Where | None:
        """Return a place; None if it was never told of."""
        known = await self._of(_entry(tenant, conversation))
        if conversation not in known:
            return None
        return Where(conversation=conversation, group=known[conversation])

    async def everywhere(self, tenant: str) -> tuple[Where, ...]:
        """Return every place of a tenant."""
        # Another process may have heard of more than this one.
        found = [await self._read(f"{tenant}/{number}") for number in range(_ENTRIES)]
        return tuple(
            Where(conversation=conversation, group=group)
            for known in found
            for conversation, group in known.items()
        )

    async def _of(self, entry: str) -> dict[str, str]:
        if entry not in self._known:
            self._known[entry] = await self._read(entry)
        return self._known[entry]

    async def _read(self, entry: str) -> dict[str, str]:
        value = await self._vault.get(_SPACE, entry)
        return dict(json.loads(value)) if value else {}

    async def forget(self, tenant: str) -> None:
        """Dispose of everything of a tenant."""
        await self._vault.delete(_SPACE, f"{tenant}/")
        self._known = {
            entry: known
            for entry, known in self._known.items()
            if not entry.startswith(f"{tenant}/")
        }


def _entry(tenant: str, conversation: str) -> str:
    number = int.from_bytes(sha256(conversation.encode()).digest()[:2], "big") % _ENTRIES
    return f"{tenant}/{number}"
