"""The doors to Slack: events in, checked before anything reads them; installing by OAuth."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import parse_qs

from slack_bolt.adapter.starlette.async_handler import (
    to_async_bolt_request,
    to_starlette_response,
)
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import Clock as SignatureClock
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.ports import Clock, Meter
from bot.slack.config import SlackConfig
from bot.slack.oauth import INSTALL_PATH, REDIRECT_PATH, InstallFlow

EVENTS_PATH = "/slack/events"
_NOT_FOUND = 404
# What is read of a body that is too large, so that its sender gets to read the answer.
_DRAINED = 4_000_000


class _Refused(Exception):
    """A request that goes no further."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class _OurClock(SignatureClock):
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock.now().timestamp()


class Edge:
    """Slack's requests: limited, verified, parsed, then handed to bolt."""

    def __init__(self, config: SlackConfig, app: AsyncApp, clock: Clock, meter: Meter) -> None:
        self._config = config
        self._app = app
        self._meter = meter
        self._verifier = SignatureVerifier(config.signing_secret, _OurClock(clock))

    async def receive(self, request: Request) -> Response:
        """Take an event, a button, a modal: all of them come to this one address."""
        try:
            body = await self._checked_body(request)
            bolt_request = _read_by_bolt(request, body)
        except _Refused as refused:
            self._meter.count("requests_refused", platform="slack", reason=refused.reason)
            return Response(refused.reason, status_code=refused.status)
        answer = await self._app.async_dispatch(bolt_request)
        if answer.status == _NOT_FOUND:  # bolt has no listener; Slack would call that a failure
            self._meter.count("events_received", platform="slack", outcome="unknown")
            return Response(status_code=200)
        return to_starlette_response(answer)

    async def _checked_body(self, request: Request) -> bytes:
        body = await self._read(request)
        self._verify(request, body)
        _check_shape(request.headers, body)
        return body

    async def _read(self, request: Request) -> bytes:
        limit = self._config.max_body_bytes
        read, size = bytearray(), 0
        try:
            async for chunk in request.stream():
                size += len(chunk)
                if size > limit + _DRAINED:
                    break
                if size <= limit:
                    read += chunk
        except ClientDisconnect:
            raise _Refused(400, "broken_off") from None
        if size > limit:
            raise _Refused(413, "too_large")
        return bytes(read)

    def _verify(self, request: Request, body: bytes) -> None:
        """Before parsing: nobody but Slack gets to hand us anything to read."""
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        try:
            valid = timestamp.isdigit() and self._verifier.is_valid(
                body.decode(), timestamp, signature
            )
        except UnicodeDecodeError:
            raise _Refused(400, "malformed") from None
        if not valid:
            raise _Refused(401, "wrong_signature")


class Doors:
    """Where people install the app or grant it something."""

    def __init__(self, flow: InstallFlow) -> None:
        self._flow = flow

    async def install(self, request: Request) -> Response:
        """Show the button that leads to Slack."""
        bolt_request = to_async_bolt_request(request, b"")
        return to_starlette_response(await self._flow.handle_installation(bolt_request))

    async def redirect(self, request: Request) -> Response:
        """Take the browser back from Slack."""
        bolt_request = to_async_bolt_request(request, b"")
        return to_starlette_response(await self._flow.handle_callback(bolt_request))


def build_routes(edge: Edge | None, doors: Doors | None) -> list[Route]:
    """Return the routes that are open in this configuration."""
    routes = []
    if edge:
        routes.append(Route(EVENTS_PATH, edge.receive, methods=["POST"]))
    if doors:
        routes.append(Route(INSTALL_PATH, doors.install, methods=["GET"]))
        routes.append(Route(REDIRECT_PATH, doors.redirect, methods=["GET"]))
    return routes


def _check_shape(headers: Mapping[str, str], body: bytes) -> None:
    """Say 400 to a body that is no object; bolt would raise."""
    kind = headers.get("content-type", "").split(";")[0].strip()
    text = body.decode()
    if kind == "application/x-www-form-urlencoded" and not text.startswith("{"):
        text = (parse_qs(text).get("payload") or ["{}"])[0]
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        raise _Refused(400, "malformed") from None
    if not isinstance(parsed, dict):
        raise _Refused(400, "malformed")


def _read_by_bolt(request: Request, body: bytes) -> AsyncBoltRequest:
    try:
        return to_async_bolt_request(request, body)
    except (TypeError, AttributeError, KeyError, ValueError):
        # bolt looks for ids where Slack puts them, and trusts that they are texts.
        raise _Refused(400, "malformed") from None
