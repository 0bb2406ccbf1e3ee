"""Keeps the chat on this machine: no other host's name, no other site's page, a strict page.

The chat has no sign-in, so what protects it is that only this machine reaches it. A page
elsewhere could still try through the visitor's browser: by a name that resolves to loopback
(the Host check), or by posting across origins (the Origin check).
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_LOOPBACK_PEERS = frozenset({"127.0.0.1", "::1"})
# A tunnel or proxy on this machine calls from loopback on behalf of anybody.
_SENT_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_SAFE_METHODS = frozenset({"GET", "HEAD"})
_OPEN_TO_LINKS = frozenset({"/chat", "/chat/"})  # the page alone does nothing yet
_PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class LoopbackOnly:
    """Answers requests of this machine's own pages, and no others."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or refuse one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = _refusal(scope)
        if refusal:
            await JSONResponse({"error": refusal}, 403)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _PAGE_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _refusal(scope: Scope) -> str:
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    peer = scope.get("client")
    is_sent_on = any(name in headers for name in _SENT_ON)
    if is_sent_on or peer is None or peer[0] not in _LOOPBACK_PEERS:
        return "The local chat answers this machine only."
    if host.rpartition(":")[0] not in _LOOPBACK_NAMES and host not in _LOOPBACK_NAMES:
        return "The local chat answers to 127.0.0.1 and localhost only."
    is_from_elsewhere = headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}
    if is_from_elsewhere and scope["path"] not in _OPEN_TO_LINKS:
        return "Another site sent this."
    origin = headers.get("origin", f"http://{host}")
    if scope["method"] not in _SAFE_METHODS and origin != f"http://{host}":
        return "Another site sent this."
    return ""
