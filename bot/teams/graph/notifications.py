"""The doors to Graph: what it tells is proven, opened and written down before 202."""

from __future__ import annotations

import asyncio
import hmac
import html
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.domain.event import InboundEvent
from bot.errors import SealError, TryLater
from bot.ports import Clock, EventQueue, Meter
from bot.teams.config import TeamsConfig
from bot.teams.graph.addresses import Where, where_in, where_told
from bot.teams.graph.certificates import Certificates
from bot.teams.graph.config import LIFECYCLE, NOTIFICATIONS, GraphConfig
from bot.teams.graph.events import lifecycle_event, message_event
from bot.teams.graph.ledger import Ledger
from bot.teams.graph.unsealing import open_sealed
from bot.teams.graph.vouching import Vouching
from bot.teams.identity import Raw, node, nodes, text_of

_LONGEST_TOKEN = 2_000
# Graph tells of a few at a time. Each costs us something, and anybody can send a list.
_MOST = 2_000
_HANDSHAKE = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


class _Refused(Exception):
    """Something that goes no further."""

    def __init__(self, reason: str, status: int = 401) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifications:
    """Takes what Graph tells: changes of messages, and what becomes of subscriptions."""

    config: GraphConfig
    teams: TeamsConfig
    vouching: Vouching
    certificates: Certificates
    ledger: Ledger
    queue: EventQueue
    clock: Clock
    meter: Meter

    async def receive(self, request: Request) -> Response:
        """Answer a handshake, or write down all that is proven and then say 202.

        One notification that is not is left out; where none is, the whole is refused.
        """
        token = request.query_params.get("validationToken")
        if token is not None:
            return _handshake(token)
        try:
            body = _parse(await self._read(request))
            events = await self._proven(body)
        except _Refused as refused:
            return self._refuse(refused.reason, refused.status)
        except TryLater as wait:
            # Graph tells again what was not taken; to refuse it for good would lose it.
            return Response(status_code=503, headers={"Retry-After": f"{wait.after:.0f}"})
        for event in events:
            stored = await self.queue.put(event)
            self._count("stored" if stored else "duplicate")
        return Response(status_code=202)

    async def _proven(self, body: Raw) -> list[InboundEvent]:
        told = nodes(body, "value")
        if len(told) > _MOST:
            raise _Refused("too_many", 413)
        vouched = await self.vouching.tenants(body.get("validationTokens"))
        has_tokens = bool(body.get("validationTokens"))
        events, reasons = [], []
        for one in told:
            try:
                events.append(await self._event(one, vouched, has_tokens=has_tokens))
            except _Refused as refused:
                reasons.append(refused.reason)
        if reasons and not events:
            raise _Refused(reasons[0])
        for reason in reasons:
            self.meter.count("requests_refused", platform="teams", reason=reason)
        return events

    async def _event(self, told: Raw, vouched: frozenset[str], *, has_tokens: bool) -> InboundEvent:
        tenant = (text_of(told, "tenantId") or text_of(told, "organizationId")).lower()
        if not tenant or tenant not in self.teams.tenants:
            raise _Refused("another_tenant")
        state = await self.ledger.state(tenant)
        shown = text_of(told, "clientState").encode(errors="replace")
        if not state or not hmac.compare_digest(shown, state.encode()):
            raise _Refused("wrong_client_state")
        is_lifecycle = bool(text_of(told, "lifecycleEvent"))
        # News of a subscription holds no content, and need not be vouched for.
        if tenant not in vouched and (has_tokens or not is_lifecycle):
            raise _Refused("wrong_token")
        if is_lifecycle:
            return lifecycle_event(tenant, told, now=self.clock.now())
        return await self._change(tenant, told)

    async def _change(self, tenant: str, told: Raw) -> InboundEvent:
        content = await self._opened(node(told, "encryptedContent"))
        where = where_told(text_of(told, "resource"))
        inside = where_in(content) if content is not None else None
        where = inside or where
        if where is None:
            raise _Refused("unknown_resource")
        if inside is None:
            content = None  # it does not say what it is about: Graph will be asked
        return message_event(tenant, where, content, now=self.clock.now(), told=_named(told, where))

    async def _opened(self, sealed: Raw) -> dict[str, Any] | None:
        """Open the content; None where that cannot be, and the message is read from Graph."""
        if not sealed:
            return None
        certificate = await self.certificates.find(text_of(sealed, "encryptionCertificateId"))
        if certificate is not None:
            with suppress(SealError):
                return await asyncio.to_thread(open_sealed, sealed, certificate.key)
        self._count("not_opened")
        return None

    async def _read(self, request: Request) -> bytes:
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind != "application/json":
            raise _Refused("wrong_media_type", 415)
        read = bytearray()
        try:
            async for chunk in request.stream():
                read += chunk
                if len(read) > self.config.max_body_bytes:
                    raise _Refused("too_large", 413)
        except ClientDisconnect:
            raise _Refused("broken_off", 400) from None
        return bytes(read)

    def _refuse(self, reason: str, status: int) -> Response:
        self.meter.count("requests_refused", platform="teams", reason=reason)
        return Response(reason, status_code=status)

    def _count(self, outcome: str) -> None:
        self.meter.count("events_received", platform="teams", outcome=outcome)


def build_routes(notifications: Notifications) -> list[Route]:
    """Return both doors; either takes what is meant for the other."""
    return [
        Route(NOTIFICATIONS, notifications.receive, methods=["POST"]),
        Route(LIFECYCLE, notifications.receive, methods=["POST"]),
    ]


def _handshake(token: str) -> Response:
    """Show that we are who was subscribed for: the token as plain text, harmless in a browser."""
    if not token or len(token) > _LONGEST_TOKEN:
        return Response("malformed", status_code=400)
    return PlainTextResponse(html.escape(token), headers=_HANDSHAKE)


def _parse(body: bytes) -> Raw:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise _Refused("malformed", 400) from None
    if not isinstance(told, dict) or not isinstance(told.get("value"), list):
        raise _Refused("malformed", 400)
    return told


def _named(told: Raw, where: Where) -> dict[str, str]:
    """What tells one notification without content from another."""
    return {
        "subscription": text_of(told, "subscriptionId"),
        "change": text_of(told, "changeType"),
        "message": where.message,
    }
