"""The keys that sign what Teams sends: fetched ahead, without holding up the event loop."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import structlog
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.errors import NotAllowed, TryLater
from bot.ports import Clock
from bot.teams.config import TeamsConfig
from bot.teams.web import Web

_log = structlog.get_logger(__name__)

_CHANNEL = "msteams"
_RENEWED_EVERY = timedelta(hours=1)
_GOOD_FOR = timedelta(days=1)
# A key nobody knows may be brand new; but whoever invents key ids must not make us ask each time.
_ASKED_AT_MOST_EVERY = timedelta(minutes=1)
_WITHOUT_ANY = timedelta(seconds=5)
_AFTER_AN_OUTAGE = 30.0
_OK = 200


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key, and the channels it may sign for; the names are those botbuilder reads."""

    public_key: rsa.RSAPublicKey
    endorsements: tuple[str, ...]


class SigningKeys:
    """Knows the keys; takes the place of botbuilder's own list, which fetches while all wait."""

    def __init__(self, config: TeamsConfig, web: Web, clock: Clock) -> None:
        self._config = config
        self._web = web
        self._clock = clock
        self._keys: dict[str, SigningKey] = {}
        self._fetched_at: datetime | None = None
        self._asked_at: datetime | None = None
        self._lock = asyncio.Lock()

    async def get(self, key_id: str | None) -> SigningKey:
        """Return the key; raises NotAllowed if there is none, TryLater if none can be had."""
        if not self._is_good() or key_id not in self._keys:
            await self._fetch_at_most_now_and_then()
        if not self._is_good():
            raise TryLater("signing keys", after=_AFTER_AN_OUTAGE)
        found = self._keys.get(key_id or "")
        if found is None:
            raise NotAllowed("Nobody signs with that key.")
        return found

    async def keep_fresh(self) -> None:
        """Fetch the keys now and every hour, for ever."""
        while True:
            try:
                await self.fetch()
            except TryLater as wait:
                _log.warning("signing keys not fetched", error=type(wait).__name__)
                await asyncio.sleep(wait.after)
            else:
                await asyncio.sleep(_RENEWED_EVERY.total_seconds())

    async def fetch(self) -> None:
        """Fetch the keys; raises TryLater, and the keys stay as they were."""
        async with self._lock:
            await self._fetch()

    async def _fetch(self) -> None:
        self._asked_at = self._clock.now()
        try:
            document = await self._get(self._config.openid_url)
            listed = await self._get(str(document.get("jwks_uri") or ""))
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise TryLater(type(error).__name__, after=_AFTER_AN_OUTAGE) from None
        keys = listed.get("keys")
        if not isinstance(keys, list):
            raise TryLater("no keys", after=_AFTER_AN_OUTAGE)
        read = [_read(key) for key in keys if isinstance(key, Mapping)]
        found = {key_id: key for key_id, key in read if key is not None}
        if not found:  # to refuse for good what Teams sends until they are back would lose it
            raise TryLater("no keys of Teams", after=_AFTER_AN_OUTAGE)
        self._keys = found
        self._fetched_at = self._clock.now()

    async def _fetch_at_most_now_and_then(self) -> None:
        async with self._lock:  # whoever comes while they are being fetched waits for them
            pause = _ASKED_AT_MOST_EVERY if self._is_good() else _WITHOUT_ANY
            if self._asked_at is not None and self._clock.now() - self._asked_at < pause:
                return
            try:
                await self._fetch()
            except TryLater:
                _log.warning("signing keys not fetched")

    def _is_good(self) -> bool:
        fetched = self._fetched_at
        return fetched is not None and self._clock.now() - fetched < _GOOD_FOR

    async def _get(self, url: str) -> Mapping[str, Any]:
        async with self._web.session.get(url, allow_redirects=False) as answer:
            body = await answer.json(content_type=None) if answer.status == _OK else None
        return body if isinstance(body, Mapping) else {}


def _read(key: Mapping[str, Any]) -> tuple[str, SigningKey | None]:
    """Return a key with its id; None for one that may not sign for Teams."""
    listed = key.get("endorsements")
    endorsements = tuple(map(str, listed)) if isinstance(listed, list) else ()
    if key.get("kty") != "RSA" or _CHANNEL not in endorsements:
        return "", None
    try:
        numbers = rsa.RSAPublicNumbers(n=_number(key["n"]), e=_number(key["e"]))
        return str(key.get("kid") or ""), SigningKey(numbers.public_key(), endorsements)
    except (KeyError, ValueError, TypeError):
        return "", None


def _number(packed: str) -> int:
    return int.from_bytes(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), "big")
