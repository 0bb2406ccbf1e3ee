"""Microsoft Graph by REST: app-only, patient for a moment, its tokens for its own host alone."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from urllib.parse import quote, urlencode, urlsplit

from bot.errors import PlatformRefused
from bot.teams.graph.config import GraphConfig
from bot.teams.rest import Json, Rest
from bot.teams.tokens import Tokens
from bot.teams.web import Web

LICENCE = "PaymentRequired"
FORBIDDEN = "Forbidden"
NOT_FOUND = frozenset({"NotFound", "ResourceNotFound", "itemNotFound", "status_404"})
_PAYMENT, _REFUSED = 402, 403
_UNAVAILABLE, _TIMED_OUT = 503, 504
_MOST_PAGES = 400
# A missing licence is told with either status, and the words differ between its services.
_LICENCE = re.compile(r"licen[cs]e|communications dlp", re.IGNORECASE)
_WITHOUT_LICENCE = f'{{"error": {{"code": "{LICENCE}"}}}}'


class _Calls(Rest):
    """The room's calls, in Graph's manners."""

    async def _send(
        self, tenant: str, method: str, url: str, body: Json | None
    ) -> tuple[int, Mapping[str, str], str]:
        status, headers, text = await super()._send(tenant, method, url, body)
        if status == _UNAVAILABLE:  # Graph says for how long; to be asked again like the others
            return _TIMED_OUT, headers, text
        if status == _PAYMENT or (status == _REFUSED and _LICENCE.search(text)):
            return _PAYMENT, headers, _WITHOUT_LICENCE
        return status, headers, text


class Graph:
    """Calls Graph for a tenant; raises PlatformRefused with Graph's code, NotInstalled, TryLater.

    `LICENCE` is the code of every refusal for want of a licence.
    """

    def __init__(
        self,
        config: GraphConfig,
        web: Web,
        tokens: Tokens,
        *,
        nap: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._config = config
        self._tokens = tokens
        self._calls = _Calls(web, tokens, config.scope, nap=nap)

    async def call(self, tenant: str, method: str, path: str, *, body: Json | None = None) -> Json:
        """Return the answer's body, empty where there is none; `path` is encoded already."""
        return await self._calls.call(tenant, method, self.url(path), body=body)

    async def get(self, tenant: str, path: str) -> Json:
        """Return what is there."""
        return await self.call(tenant, "GET", path)

    async def pages(self, tenant: str, path: str, **query: str) -> AsyncIterator[Json]:
        """Yield everything of a list, page by page, as long as the pages are Graph's own."""
        url = self.url(path)
        if query:
            url += "?" + urlencode({f"${name}": told for name, told in query.items()}, safe="$,")
        for _ in range(_MOST_PAGES):
            page = await self._calls.call(tenant, "GET", url)
            listed = page.get("value")
            for item in listed if isinstance(listed, list) else ():
                if isinstance(item, Mapping):
                    yield item
            url = str(page.get("@odata.nextLink") or "")
            if not url:
                return
            if not self.is_own(url):  # the token would go there
                raise PlatformRefused(code="foreign_link")
        raise PlatformRefused(code="too_many_pages")

    async def token(self, tenant: str) -> str:
        """Return the token that opens Graph for a tenant, for a download from Graph itself."""
        return await self._tokens.token(tenant, self._config.scope)

    def url(self, path: str) -> str:
        """Return the address of something in Graph."""
        return self._config.base_url.rstrip("/") + path

    def is_own(self, url: str) -> bool:
        """Whether an address is Graph's own."""
        ours = _origin(self._config.base_url)
        return bool(ours[1]) and _origin(url) == ours


def step(name: str) -> str:
    """Return a name as one step of a path."""
    return quote(name, safe="")


def _origin(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc
