"""One call to a REST interface of Microsoft's: short waits in place, errors that quote nothing."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
from yarl import URL

from bot.errors import PlatformRefused, TryLater
from bot.teams.tokens import Tokens
from bot.teams.web import Web

Json = Mapping[str, Any]

_MOST_TRIES = 3
_LONGEST_NAP = 3.0
_LONGEST_WAIT = 3600.0
_FIRST_PAUSE = 0.5
_AFTER_A_BREAK = 1.0
_AFTER_AN_OUTAGE = 15.0
_UNAUTHORISED = 401
_REFUSED = 400
_SERVER_SIDE = 500
# Microsoft asks for these to be tried again, each time after a longer pause.
_AGAIN = frozenset({412, 429, 502, 504})
_CODE = re.compile(r"^[A-Za-z0-9_.-]{1,60}$")


class Rest:
    """Calls with the token of a tenant and one scope."""

    def __init__(
        self,
        web: Web,
        tokens: Tokens,
        scope: str,
        *,
        nap: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._web = web
        self._tokens = tokens
        self._scope = scope
        self._nap = nap

    async def call(self, tenant: str, method: str, url: str, *, body: Json | None = None) -> Json:
        """Return the answer's body, empty where there is none; `url` is encoded already.

        Raises PlatformRefused with Microsoft's code, TryLater when it asks to wait or is away.
        """
        for tries in range(1, _MOST_TRIES + 1):
            status, headers, text = await self._send(tenant, method, url, body)
            if status < _REFUSED:
                return _parsed(text)
            if status == _UNAUTHORISED and tries == 1:
                self._tokens.drop(tenant)  # revoked before its end: a new one may do
            elif status not in _AGAIN:
                raise _named(status, text)
            else:
                await self._wait(status, tries, headers.get("Retry-After", ""))
        raise TryLater("refused again and again", after=_AFTER_AN_OUTAGE)

    async def _send(
        self, tenant: str, method: str, url: str, body: Json | None
    ) -> tuple[int, Mapping[str, str], str]:
        token = await self._tokens.token(tenant, self._scope)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            async with self._web.session.request(
                method, URL(url, encoded=True), json=body, headers=headers, allow_redirects=False
            ) as answer:
                return answer.status, answer.headers, await answer.text(errors="replace")
        except (aiohttp.ClientError, TimeoutError) as error:
            # A notice may have been posted before the connection broke: the queue tries again.
            raise TryLater(type(error).__name__, after=_pause_after(error)) from None

    async def _wait(self, status: int, tries: int, asked: str) -> None:
        """Wait in place only for a moment; a longer wait belongs to the queue, not to a worker."""
        pause = _asked_for(asked)
        if pause is None:
            pause = _FIRST_PAUSE * 2 ** (tries - 1) * (1 + secrets.randbelow(500) / 1000)
        if pause > _LONGEST_NAP or tries == _MOST_TRIES:
            raise TryLater(f"status {status}", after=max(pause, _AFTER_A_BREAK))
        await self._nap(pause)


def _pause_after(error: aiohttp.ClientError | TimeoutError) -> float:
    """An idle connection that the other side has closed is no outage."""
    is_broken = isinstance(error, aiohttp.ServerDisconnectedError | aiohttp.ClientOSError)
    if is_broken and not isinstance(error, aiohttp.ClientConnectorError):
        return _AFTER_A_BREAK
    return _AFTER_AN_OUTAGE


def _asked_for(seconds: str) -> float | None:
    # isdigit is also true of digits that are no number, like a raised two.
    if not (seconds.isascii() and seconds.isdigit()):
        return None
    return min(float(seconds), _LONGEST_WAIT)


def _named(status: int, text: str) -> PlatformRefused | TryLater:
    if status >= _SERVER_SIDE:
        return TryLater(f"status {status}", after=_AFTER_AN_OUTAGE)
    return PlatformRefused(code=_code_in(_parsed(text, strict=False)) or f"status_{status}")


def _code_in(body: Json) -> str:
    """The most exact code: Teams puts a `subCode` beside it, or into the message as more JSON."""
    error = body.get("error")
    found = error if isinstance(error, Mapping) else body
    inner = _parsed(str(found.get("message") or ""), strict=False)
    for code in (inner.get("subCode"), found.get("subCode"), found.get("code")):
        if isinstance(code, str) and _CODE.match(code):
            return code
    return ""


def _parsed(text: str, *, strict: bool = True) -> Json:
    if not text.strip():
        return {}
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        body = None
    if isinstance(body, Mapping):
        return body
    if strict:
        raise PlatformRefused(code="unreadable_answer")
    return {}
