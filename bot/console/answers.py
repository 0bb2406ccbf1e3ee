"""Renders pages; every answer carries the headers that keep it to this reader and this site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.console.words import counted, moment

_HALF_A_PAIR = re.compile(r"[\ud800-\udfff]")
FOLDER = Path(__file__).parent
SECURITY_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "content-security-policy": (
            "default-src 'self'; base-uri 'none'; form-action 'self'; "
            "frame-ancestors 'none'; object-src 'none'"
        ),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        # Not "no-referrer": browsers then send "Origin: null" with our own forms.
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    }
)


class Pages:
    """The templates of the console."""

    def __init__(self, title: str, way_in: str) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {"moment": moment, "counted": counted}
        self._templates.globals |= {"product": title, "way_in": way_in}

    def answer(self, template: str, status: int, *, facts: Mapping[str, object]) -> HTMLResponse:
        """Return the page, filled in."""
        text = self._templates.get_template(template).render(facts)
        # Platforms deliver half a surrogate pair now and then, and UTF-8 has no place for it.
        shown = _HALF_A_PAIR.sub("\N{REPLACEMENT CHARACTER}", text)
        return HTMLResponse(shown, status_code=status)


class SecurityHeaders:
    """Adds the security headers to every answer; what a page does not say may not be kept."""

    def __init__(self, app: ASGIApp, *, may_be_kept: bool = False) -> None:
        self._app = app
        self._may_be_kept = may_be_kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(SECURITY_HEADERS)
                headers["cache-control"] = "no-cache" if self._may_be_kept else "no-store"
            await send(message)

        await self._app(scope, receive, send_with_headers)
