"""Lets nobody through who may not see a page: from this machine, signed in, with our own forms."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.console.answers import Pages
from bot.console.sign_in import SignIn

COOKIE = "chatwarden_session"
# A tunnel or proxy on this machine calls from loopback on behalf of anybody.
_SENT_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


@dataclass(frozen=True, slots=True)
class LoopbackOnly:
    """Refuses whoever does not call from this machine by a name of this machine."""

    app: ASGIApp
    pages: Pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403 and say why."""
        because = why_not_loopback(HTTPConnection(scope))
        if because:
            await _refuse(self.pages, because, is_elsewhere=True)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Refuses whoever is not signed in; hands the session on as `request.state.session`."""

    app: ASGIApp
    pages: Pages
    sign_in: SignIn

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 401 and say how to sign in."""
        request = HTTPConnection(scope)
        session = self.sign_in.session(request.cookies.get(COOKIE, ""))
        if session is None:
            answer = self.pages.answer("sign_in.html", 401, facts={"link_failed": False})
            await answer(scope, receive, send)
        else:
            request.state.session = session
            await self.app(scope, receive, send)


@dataclass(frozen=True, slots=True)
class OwnForms:
    """Refuses a form that no page of this session sent; hands it on as `request.state.form`."""

    app: ASGIApp
    pages: Pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the form on, or answer 403."""
        request = Request(scope, receive)
        form = await request.form(max_files=0)
        token = str(form.get("form_token", ""))
        if _is_from_here(request) and request.state.session.owns(token):
            request.state.form = form
            await self.app(scope, receive, send)
        else:
            because = "This form did not come from a page of yours. Go back, reload, try again."
            await _refuse(self.pages, because, is_elsewhere=False)(scope, receive, send)


def _refuse(pages: Pages, because: str, *, is_elsewhere: bool) -> Response:
    facts = {"because": because, "is_elsewhere": is_elsewhere}
    return pages.answer("refused.html", 403, facts=facts)


def why_not_loopback(request: HTTPConnection) -> str | None:
    """Say why the request is not one from this machine; None if it is."""
    if any(name in request.headers for name in _SENT_ON):
        return "Your request came through a proxy or tunnel."
    if request.client is None or not _is_loopback(request.client.host):
        return "Your request came from another machine."
    # A page elsewhere can point a name of its own at 127.0.0.1 (DNS rebinding).
    if not _is_loopback(_host(request.headers)):
        return "You used a name that is not one of this machine's own."
    return None


def _host(headers: Headers) -> str:
    host = headers.get("host", "")
    if host.startswith("["):
        address, closed, _ = host[1:].partition("]")
        return address if closed else ""
    return host.partition(":")[0]


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def _is_from_here(request: Request) -> bool:
    """Whether the browser says that a page of this very origin sent the form."""
    return request.headers.get("origin") == f"{request.url.scheme}://{request.url.netloc}"
