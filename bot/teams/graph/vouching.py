"""Proves by Graph's own tokens that a notification is Graph's and meant for us."""

from __future__ import annotations

from typing import Any

import jwt

from bot.errors import NotAllowed
from bot.teams.config import TeamsConfig
from bot.teams.graph.login_keys import LoginKey, LoginKeys

_MOST = 50
_LEEWAY = 60
_FIRST_VERSION = "https://sts.windows.net/{tenant}/"


class Vouching:
    """Reads `validationTokens`; raises TryLater where the keys to tell cannot be had."""

    def __init__(self, config: TeamsConfig, keys: LoginKeys, change_tracker: str) -> None:
        self._config = config
        self._keys = keys
        self._change_tracker = change_tracker

    async def tenants(self, tokens: object) -> frozenset[str]:
        """Return the tenants that good tokens vouch for; a wrong token vouches for none."""
        listed = tokens if isinstance(tokens, list) else []
        told = {token for token in listed[:_MOST] if isinstance(token, str)}
        return frozenset([tenant for token in told if (tenant := await self._tenant(token))])

    async def _tenant(self, token: str) -> str:
        try:
            head = jwt.get_unverified_header(token)
            claimed = jwt.decode(token, options={"verify_signature": False})
            tenant = str(claimed.get("tid") or "").lower()
            if not tenant or tenant not in self._config.tenants:
                return ""
            key = await self._keys.find(tenant, str(head.get("kid") or ""))
            claims = self._proven(token, tenant, key)
        except (jwt.PyJWTError, NotAllowed, ValueError):
            return ""
        sender = claims.get("azp") or claims.get("appid")
        return tenant if sender == self._change_tracker else ""

    def _proven(self, token: str, tenant: str, key: LoginKey) -> dict[str, Any]:
        return jwt.decode(
            token,
            key.key,
            algorithms=["RS256"],
            audience=self._config.registration(tenant).app_id,
            issuer=[key.issuer, _FIRST_VERSION.format(tenant=tenant)],
            leeway=_LEEWAY,
            options={"require": ["exp", "iss", "aud"]},
        )
