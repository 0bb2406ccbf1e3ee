"""Our own certificates, by which Graph seals what it tells: made here, kept sealed, replaced."""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from bot.ports import Clock, Vault

_SPACE = "teams-graph-certificate"
_CURRENT = "current"
_BITS = 2048
# Graph tries for hours to deliver what it sealed for the last one.
_KEPT_AFTER = timedelta(days=7)
_BACKDATED = timedelta(hours=1)  # clocks differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What Graph is given: the certificate in DER as base64, and the name it will call it by."""

    id: str
    public: str
    key: rsa.RSAPrivateKey = field(repr=False)
    until: datetime


class Certificates:
    """Keeps the current certificate and, for a while, those before it."""

    def __init__(self, vault: Vault, clock: Clock, kept: timedelta) -> None:
        self._vault = vault
        self._clock = clock
        self._kept = kept
        self._known: dict[str, Certificate] = {}
        self._lock = asyncio.Lock()

    async def current(self) -> Certificate:
        """Return the certificate to subscribe with; a new one is made when its time is over."""
        async with self._lock:
            name = await self._vault.get(_SPACE, _CURRENT)
            found = await self.find(name.decode()) if name else None
            if found is not None and self._clock.now() < found.until:
                return found
            return await self._make()

    async def find(self, identity: str) -> Certificate | None:
        """Return the certificate of that name; None where it was disposed of, or never ours."""
        if identity not in self._known:
            value = await self._vault.get(_SPACE, f"key/{identity}")
            if value is None:
                return None
            self._known[identity] = _read(identity, value)
        return self._known[identity]

    async def _make(self) -> Certificate:
        now = self._clock.now()
        until, forgotten = now + self._kept, now + self._kept + _KEPT_AFTER
        identity = f"chatwarden-{now:%Y%m%d}-{secrets.token_hex(4)}"
        # Making a key takes a good part of a second of computing.
        value = await asyncio.to_thread(_made, now, until, forgotten)
        await self._vault.put(_SPACE, f"key/{identity}", value, expires=forgotten)
        await self._vault.put(_SPACE, _CURRENT, identity.encode())
        self._known[identity] = _read(identity, value)
        return self._known[identity]


def _made(now: datetime, until: datetime, forgotten: datetime) -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Chatwarden notifications")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(forgotten)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),  # the vault seals it
    )
    kept = {
        "public": _text(certificate.public_bytes(serialization.Encoding.DER)),
        "key": _text(private),
        "until": until.isoformat(),
    }
    return json.dumps(kept).encode()


def _read(identity: str, value: bytes) -> Certificate:
    kept = json.loads(value)
    # Our own key, out of a seal that shows any change: checking its primes would hold the loop.
    key = serialization.load_der_private_key(
        base64.b64decode(kept["key"]), password=None, unsafe_skip_rsa_key_validation=True
    )
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("the vault holds a key of another kind")
    until = datetime.fromisoformat(kept["until"])
    return Certificate(id=identity, public=kept["public"], key=key, until=until)


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
