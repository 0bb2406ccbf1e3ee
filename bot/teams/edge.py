"""The doors to Teams: activities in, proven to come from Microsoft before they count.

The only module that knows botbuilder, and all it is asked is whether a token is good. What must
not be left to it stands beside it here: docs/adr/0010-teams-adapter.md.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from botbuilder.core import CloudAdapterBase
from botbuilder.schema import Activity
from botframework.connector.auth import (
    BotFrameworkAuthenticationFactory,
    PasswordServiceClientCredentialFactory,
)
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.errors import TryLater
from bot.ports import Meter
from bot.teams.config import Registration, TeamsConfig
from bot.teams.events import INVOKE, kind_of
from bot.teams.identity import Raw, node, tenant_of, text_of
from bot.teams.interactions import Interactions
from bot.teams.keys import SigningKeys
from bot.teams.receiving import WriteDown

ADDRESS = "/api/messages"
# What is read of a body that is too large, so that its sender gets to read the answer.
_DRAINED = 4_000_000
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
# The Bot Framework serves others with the same keys, and a web page's visitors say of themselves
# who they are and of which tenant. Azure switches some of these on with every registration.
_CHANNEL = "msteams"


class _Refused(Exception):
    """A request that goes no further."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Passport:
    """Asks botbuilder whether a request comes from Teams and is meant for one registration."""

    def __init__(self, config: TeamsConfig, registration: Registration, keys: SigningKeys) -> None:
        self._issuer = config.issuer
        # Our keys under a name of their own: botbuilder keeps one list for the whole process, by
        # address, and would fetch the address with a client that holds up the event loop. With
        # one name for both kinds of issuer there is nothing left for it to fetch.
        name = f"chatwarden:{id(keys)}"
        JwtTokenExtractor.metadataCache[name] = keys
        self._adapter = CloudAdapterBase(
            BotFrameworkAuthenticationFactory.create(
                to_channel_from_bot_login_url=config.login_url,
                to_channel_from_bot_oauth_scope=config.issuer,
                to_bot_from_channel_token_issuer=config.issuer,
                oauth_url=config.issuer,
                to_bot_from_channel_open_id_metadata_url=name,
                to_bot_from_emulator_open_id_metadata_url=name,
                # It is asked for the app id only: access tokens are ours (tokens.py), so the
                # secret stays out of here, and no client is built anew for every turn.
                credential_factory=PasswordServiceClientCredentialFactory(registration.app_id),
            )
        )

    async def is_good(self, activity: Raw, header: str) -> bool:
        """Whether the token is good for that activity; raises TryLater without keys to tell."""
        if _claimed(header).get("iss") != self._issuer:
            return False  # tokens of the emulator and of skills are not for us
        shell = Activity(
            type=kind_of(activity),
            channel_id=text_of(activity, "channelId"),
            service_url=text_of(activity, "serviceUrl"),
        )
        try:
            proven = await self._adapter.bot_framework_authentication.authenticate_request(
                shell, header
            )
        except TryLater:
            raise
        except Exception:  # noqa: BLE001 -- it refuses with a dozen types, bare Exception among them
            return False
        return proven.claims_identity.claims.get("exp") is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Activities: limited, parsed, authenticated, then written down or answered."""

    config: TeamsConfig
    passports: dict[str, Passport]
    receiving: WriteDown
    interactions: Interactions
    meter: Meter

    async def receive(self, request: Request) -> Response:
        """Take an activity: written down before 202, or an invoke that is answered now."""
        try:
            registration = self._registration(request)
            body = await self._read(request)
            activity = _parse(body)
            await self._authenticate(registration, activity, request.headers)
            self._check_tenant(registration, activity)
        except _Refused as refused:
            self.meter.count("requests_refused", platform="teams", reason=refused.reason)
            return Response(refused.reason, status_code=refused.status)
        except TryLater as wait:
            # Teams sends again what was not taken; to refuse it for good would lose it.
            return Response(status_code=503, headers={"Retry-After": f"{wait.after:.0f}"})
        if kind_of(activity) != INVOKE:
            return Response(status_code=await self.receiving.take(activity, body))
        answer = await self.interactions.on_invoke(activity)
        return JSONResponse(answer.body, status_code=answer.status)

    def _registration(self, request: Request) -> Registration:
        found = self.config.at(request.path_params.get("tenant", ""))
        if found is None:
            raise _Refused(404, "unknown_address")
        return found

    async def _read(self, request: Request) -> bytes:
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind != "application/json":
            raise _Refused(415, "wrong_media_type")
        limit = self.config.max_body_bytes
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

    async def _authenticate(
        self, registration: Registration, activity: Raw, headers: Mapping[str, str]
    ) -> None:
        header = headers.get("authorization") or ""
        if self.config.is_open(registration):
            # Whoever says it, nothing is sent to another machine on its word.
            if header or _host(text_of(activity, "serviceUrl")) not in _LOOPBACK:
                raise _Refused(401, "not_the_playground")
        elif not header or not await self.passports[registration.tenant].is_good(activity, header):
            raise _Refused(401, "wrong_token")
        if text_of(activity, "channelId") != _CHANNEL:
            raise _Refused(403, "another_channel")

    def _check_tenant(self, registration: Registration, activity: Raw) -> None:
        """A good token says which app is meant, not whose talk it is; botbuilder does not look."""
        tenant = tenant_of(activity)
        if not self.config.is_open(registration) and tenant != registration.tenant:
            raise _Refused(403, "another_tenant")


def build_passports(config: TeamsConfig, keys: SigningKeys) -> dict[str, Passport]:
    """Return what proves requests, for each tenant."""
    return {
        registration.tenant: Passport(config, registration, keys)
        for registration in config.registrations
        if not config.is_open(registration)
    }


def build_routes(edge: Edge) -> list[Route]:
    """Return the doors: one for a single registration, one for each where there are several."""
    return [
        Route(ADDRESS, edge.receive, methods=["POST"]),
        Route(f"{ADDRESS}/{{tenant}}", edge.receive, methods=["POST"]),
    ]


def _parse(body: bytes) -> Raw:
    try:
        activity = json.loads(body)
    except (ValueError, RecursionError):
        raise _Refused(400, "malformed") from None
    if not isinstance(activity, dict):
        raise _Refused(400, "malformed")
    # Without an address of its own a token would be good for any: it is compared with that.
    told = (kind_of(activity), text_of(activity, "serviceUrl"), text_of(activity, "channelId"))
    if not all((*told, _whereabouts(activity))):
        raise _Refused(400, "malformed")
    return activity


def _whereabouts(activity: Raw) -> str:
    """What it is about; from a chat without the app, a command may name its message alone."""
    conversation = text_of(node(activity, "conversation"), "id")
    if conversation or kind_of(activity) != INVOKE:
        return conversation
    return text_of(node(node(activity, "value"), "messagePayload"), "id")


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _claimed(header: str) -> Raw:
    """What a token says of itself, unproven; empty where it cannot be read."""
    scheme, _, token = header.partition(" ")
    parts = token.split(".")
    if scheme != "Bearer" or len(parts) != 3:  # noqa: PLR2004 -- head, claims, signature
        return {}
    try:
        packed = parts[1] + "=" * (-len(parts[1]) % 4)
        claims = json.loads(base64.urlsafe_b64decode(packed))
    except (ValueError, RecursionError):
        return {}
    return claims if isinstance(claims, dict) else {}
