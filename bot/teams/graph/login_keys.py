"""The keys a tenant's sign-in signs with: fetched ahead, off the way of any request."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import jwt
import structlog

from bot.errors import NotAllowed, TryLater
from bot.ports import Clock
from bot.teams.web import Web

_log = structlog.get_logger(__name__)

_GOOD_FOR = timedelta(days=1)
_RENEWED_AFTER = timedelta(hours=1)
# Whoever invents names of keys must not make us ask for each.
_ASKED_AT_MOST_EVERY = timedelta(minutes=1)
_WITHOUT_ANY = timedelta(seconds=5)
_AFTER_AN_OUTAGE = 30.0
_OK = 200


@dataclass(slots=True)
class _Known:
    """What is known of one tenant's sign-in."""

    keys: dict[str, jwt.PyJWK] = field(default_factory=dict)
    issuer: str = ""
    fetched_at: datetime | None = None
    asked_at: datetime | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(frozen=True, slots=True)
class LoginKey:
    """A key, and who signs with it."""

    key: jwt.PyJWK
    issuer: str


class LoginKeys:
    """Knows the keys of every tenant that is served."""

    def __init__(self, login_url: str, web: Web, clock: Clock) -> None:
        self._login = login_url.rstrip("/")
        self._web = web
        self._clock = clock
        self._known: defaultdict[str, _Known] = defaultdict(_Known)

    async def find(self, tenant: str, key_id: str) -> LoginKey:
        """Return the key; raises NotAllowed if there is none, TryLater if none can be had.

        The tenant is one that is served: for any other nothing may be asked of the network.
        """
        known = self._known[tenant]
        if not self._is_good(known) or key_id not in known.keys:
            await self._fetch_now_and_then(tenant, known)
        if not self._is_good(known):
            raise TryLater("keys of the sign-in", after=_AFTER_AN_OUTAGE)
        found = known.keys.get(key_id)
        if found is None:
            raise NotAllowed("Nobody signs with that key.")
        return LoginKey(found, known.issuer)

    async def refresh(self, tenant: str) -> None:
        """Fetch the keys again where they are an hour old; what was known stays otherwise."""
        known = self._known[tenant]
        fetched = known.fetched_at
        if fetched is None or self._clock.now() - fetched >= _RENEWED_AFTER:
            await self._fetch_now_and_then(tenant, known)

    async def _fetch_now_and_then(self, tenant: str, known: _Known) -> None:
        async with known.lock:  # whoever comes while they are being fetched waits for them
            pause = _ASKED_AT_MOST_EVERY if self._is_good(known) else _WITHOUT_ANY
            if known.asked_at is not None and self._clock.now() - known.asked_at < pause:
                return
            known.asked_at = self._clock.now()
            try:
                await self._fetch(tenant, known)
            except (aiohttp.ClientError, TimeoutError, ValueError, jwt.PyJWTError) as error:
                _log.warning("sign-in keys not fetched", error=type(error).__name__, tenant=tenant)

    async def _fetch(self, tenant: str, known: _Known) -> None:
        address = f"{self._login}/{tenant}/v2.0/.well-known/openid-configuration"
        document = await self._get(address)
        listed = (await self._get(str(document.get("jwks_uri") or ""))).get("keys")
        found = [key for key in listed if _is_rsa(key)] if isinstance(listed, list) else []
        issuer = document.get("issuer")
        if not found or not isinstance(issuer, str):
            raise ValueError("no keys")
        known.keys = {str(key["kid"]): jwt.PyJWK(key, algorithm="RS256") for key in found}
        known.issuer, known.fetched_at = issuer, self._clock.now()

    def _is_good(self, known: _Known) -> bool:
        return known.fetched_at is not None and self._clock.now() - known.fetched_at < _GOOD_FOR

    async def _get(self, url: str) -> Mapping[str, Any]:
        async with self._web.session.get(url, allow_redirects=False) as answer:
            body = await answer.json(content_type=None) if answer.status == _OK else None
        return body if isinstance(body, Mapping) else {}


def _is_rsa(key: object) -> bool:
    return isinstance(key, dict) and key.get("kty") == "RSA" and bool(key.get("kid"))
