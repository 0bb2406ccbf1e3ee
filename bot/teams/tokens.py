"""Access tokens for what we call: one for each tenant and scope, renewed before it ends."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import structlog

from bot.errors import PlatformRefused, TryLater
from bot.ports import Clock
from bot.teams.assertion import client_assertion
from bot.teams.config import Registration, TeamsConfig
from bot.teams.web import Web

_log = structlog.get_logger(__name__)

_EARLY = timedelta(minutes=5)
_SHORTEST = timedelta(seconds=60)
_AFTER_AN_OUTAGE = 15.0
_SERVER_SIDE = 500
_TOO_MANY = 429
_OK = 200
_BY_CERTIFICATE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_IDENTITY_OF_THE_MACHINE = "http://169.254.169.254/metadata/identity/oauth2/token"


@dataclass(frozen=True, slots=True)
class _Token:
    value: str = field(repr=False)
    ends: datetime


class Tokens:
    """Hands out access tokens; no two requests for the same one at a time."""

    def __init__(self, config: TeamsConfig, web: Web, clock: Clock) -> None:
        self._config = config
        self._web = web
        self._clock = clock
        self._kept: dict[tuple[str, str], _Token] = {}
        self._locks: defaultdict[tuple[str, str], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def token(self, tenant: str, scope: str) -> str:
        """Return a token, empty where nobody asks for one (the playground).

        Raises NotInstalled, PlatformRefused when the credentials are refused, TryLater.
        """
        registration = self._config.registration(tenant)
        if self._config.is_open(registration):
            return ""
        key = (registration.tenant, scope)
        async with self._locks[key]:
            known = self._kept.get(key)
            if known is None or known.ends - _EARLY <= self._clock.now():
                known = self._kept[key] = await self._renewed(registration, scope, known)
            return known.value

    def drop(self, tenant: str) -> None:
        """Forget the tokens of a tenant: one was refused before its end."""
        for key in [key for key in self._kept if key[0] == tenant]:
            del self._kept[key]

    async def _renewed(
        self, registration: Registration, scope: str, known: _Token | None
    ) -> _Token:
        try:
            return await self._ask(registration, scope)
        except TryLater:
            if known is None or known.ends <= self._clock.now():
                raise
            _log.warning("token not renewed yet", tenant=registration.tenant)
            return known  # good for some minutes more

    async def _ask(self, registration: Registration, scope: str) -> _Token:
        try:
            if registration.managed_identity:
                answer = await self._from_the_machine(registration, scope)
            else:
                answer = await self._from_the_tenant(registration, scope)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise TryLater(type(error).__name__, after=_AFTER_AN_OUTAGE) from None
        return self._read(answer)

    async def _from_the_tenant(self, registration: Registration, scope: str) -> Mapping[str, Any]:
        login = self._config.login_url.rstrip("/")
        url = f"{login}/{registration.tenant}/oauth2/v2.0/token"
        form = {
            "grant_type": "client_credentials",
            "client_id": registration.app_id,
            "scope": scope,
        }
        if registration.certificate:
            form["client_assertion_type"] = _BY_CERTIFICATE
            form["client_assertion"] = client_assertion(registration, url, self._clock.now())
        else:
            form["client_secret"] = registration.secret
        async with self._web.session.post(url, data=form, allow_redirects=False) as answer:
            return await _body(answer)

    async def _from_the_machine(self, registration: Registration, scope: str) -> Mapping[str, Any]:
        """Azure gives its own machines a token; an address of theirs, in no other network."""
        query = {"resource": scope.removesuffix("/.default"), "client_id": registration.app_id}
        url, version, headers = _IDENTITY_OF_THE_MACHINE, "2018-02-01", {"Metadata": "true"}
        if self._config.identity_endpoint:
            url, version = self._config.identity_endpoint, "2019-08-01"
            headers = {"X-IDENTITY-HEADER": self._config.identity_header}
        async with self._web.session.get(
            url, params=query | {"api-version": version}, headers=headers, allow_redirects=False
        ) as answer:
            return await _body(answer)

    def _read(self, answer: Mapping[str, Any]) -> _Token:
        value = answer.get("access_token")
        if not isinstance(value, str) or not value:
            raise PlatformRefused(code="no_token")
        try:
            lives = timedelta(seconds=int(answer.get("expires_in") or 0))
        except (TypeError, ValueError):
            lives = _SHORTEST
        return _Token(value, self._clock.now() + max(lives, _SHORTEST))


async def _body(answer: aiohttp.ClientResponse) -> Mapping[str, Any]:
    if answer.status >= _SERVER_SIDE or answer.status == _TOO_MANY:
        raise TryLater(f"status {answer.status}", after=_AFTER_AN_OUTAGE)
    try:
        body = await answer.json(content_type=None)
    except ValueError:
        body = None
    if answer.status != _OK or not isinstance(body, Mapping):
        raise PlatformRefused(code=_code(body, answer.status))
    return body


def _code(body: object, status: int) -> str:
    """The kind of refusal; its description may quote ids of the tenant."""
    code = body.get("error") if isinstance(body, Mapping) else None
    is_plain = isinstance(code, str) and code.isascii() and code.replace("_", "").isalnum()
    return str(code) if is_plain else f"token_status_{status}"
