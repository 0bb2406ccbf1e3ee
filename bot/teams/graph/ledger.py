"""What we subscribed to, tenant by tenant, sealed in the vault."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from bot.ports import Vault

_SPACE = "teams-graph-ledger"
_STATE_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A subscription that stands, or stood until something ended it.

    `alive_at` is when Graph last said that it stands; everything before `fetched_at` was told or
    fetched.
    """

    resource: str
    id: str
    expires: datetime
    certificate: str
    alive_at: datetime
    fetched_at: datetime
    is_lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """A resource that nobody tells us of, since when, and why."""

    resource: str
    code: str
    since: datetime


@dataclass(slots=True, kw_only=True)
class Account:
    """All of one tenant. `state` is the secret that Graph shows us with every notification."""

    state: str = field(repr=False)
    standing: dict[str, Standing] = field(default_factory=dict)
    lacks: dict[str, Lack] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)


class Ledger:
    """Keeps the accounts; one change of a tenant's at a time."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._states: dict[str, str] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def state(self, tenant: str) -> str:
        """Return the secret of a tenant; empty where nothing was subscribed to yet."""
        if tenant not in self._states:
            value = await self._vault.get(_SPACE, tenant)
            if value is None:
                return ""
            self._states[tenant] = _read(value).state
        return self._states[tenant]

    @asynccontextmanager
    async def account(self, tenant: str) -> AsyncIterator[Account]:
        """Give a tenant's account to read and change; kept at the end, whatever happened."""
        async with self._locks[tenant]:
            account = await self._load(tenant)
            before = _written(account)
            try:
                yield account
            finally:
                after = _written(account)
                if after != before:
                    await self._vault.put(_SPACE, tenant, after)

    async def forget(self, tenant: str) -> None:
        """Dispose of everything of a tenant."""
        await self._vault.take(_SPACE, tenant)
        self._states.pop(tenant, None)

    async def _load(self, tenant: str) -> Account:
        value = await self._vault.get(_SPACE, tenant)
        if value is not None:
            return _read(value)
        account = Account(state=secrets.token_urlsafe(_STATE_BYTES))
        # Graph may tell of something before it has answered that it will.
        await self._vault.put(_SPACE, tenant, _written(account))
        return account


def _written(account: Account) -> bytes:
    return json.dumps(asdict(account), default=datetime.isoformat).encode()


def _read(value: bytes) -> Account:
    kept = json.loads(value)
    standing = [Standing(**_timed(one)) for one in kept["standing"].values()]
    lacks = [Lack(**_timed(one)) for one in kept["lacks"].values()]
    return Account(
        state=kept["state"],
        standing={one.resource: one for one in standing},
        lacks={one.resource: one for one in lacks},
        shown=kept["shown"],
    )


def _timed(told: dict[str, Any]) -> dict[str, Any]:
    times = ("expires", "alive_at", "fetched_at", "since")
    return told | {name: datetime.fromisoformat(told[name]) for name in times if name in told}
