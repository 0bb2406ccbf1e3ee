"""Seals what is kept: AES-256-GCM, a data key for each tenant, several master keys at once.

A sealed value is: version (1 byte), key id (4), nonce (12), ciphertext and tag. Tenant and place
are bound to it, so that a value moved to another row does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
from collections.abc import Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import SealError

KEY_BYTES = 32
_VERSION = b"\x01"
_ID_BYTES = 4
_NONCE_BYTES = 12
_HEADER_BYTES = len(_VERSION) + _ID_BYTES


class AesGcmSealer:
    """Seals with the first master key, opens with any of them."""

    def __init__(self, master_keys: Sequence[bytes]) -> None:
        if not master_keys or any(len(key) != KEY_BYTES for key in master_keys):
            raise SealError(f"At least one master key of {KEY_BYTES} bytes is needed.")
        self._keys = {_key_id(key): key for key in master_keys}
        self._first = _key_id(master_keys[0])
        self._cipher = lru_cache(maxsize=1024)(self._make_cipher)

    def seal(self, plain: bytes, *, tenant: str, context: str) -> bytes:
        """Return the sealed value."""
        header = _VERSION + self._first
        nonce = os.urandom(_NONCE_BYTES)
        bound = _bound(header, tenant, context)
        return header + nonce + self._cipher(self._first, tenant).encrypt(nonce, plain, bound)

    def open(self, sealed: bytes, *, tenant: str, context: str) -> bytes:
        """Return the plain value; raises SealError."""
        header = sealed[:_HEADER_BYTES]
        key_id = header[len(_VERSION) :]
        if header[: len(_VERSION)] != _VERSION or key_id not in self._keys:
            raise SealError
        nonce = sealed[_HEADER_BYTES : _HEADER_BYTES + _NONCE_BYTES]
        hidden = sealed[_HEADER_BYTES + _NONCE_BYTES :]
        bound = _bound(header, tenant, context)
        try:
            return self._cipher(key_id, tenant).decrypt(nonce, hidden, bound)
        except (InvalidTag, ValueError):
            raise SealError from None

    def fingerprints(self, value: bytes, *, tenant: str) -> tuple[bytes, ...]:
        """Return keyed hashes that recognise a value again, one for each master key.

        Keep the first; compare with all, for it may have been kept before a rotation.
        """
        return tuple(
            hmac.digest(_derive(key, f"fingerprint|{tenant}"), value, hashlib.sha256)
            for key in self._keys.values()
        )

    def _make_cipher(self, key_id: bytes, tenant: str) -> AESGCM:
        return AESGCM(_derive(self._keys[key_id], f"data|{tenant}"))


def _key_id(master: bytes) -> bytes:
    return _derive(master, "id")[:_ID_BYTES]


def _derive(master: bytes, purpose: str) -> bytes:
    info = b"chatwarden|" + _encoded(purpose)
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(master)


def _bound(header: bytes, tenant: str, context: str) -> bytes:
    # The tenant's length comes first: no two pairs of tenant and place read the same.
    name = _encoded(tenant)
    return header + struct.pack(">I", len(name)) + name + _encoded(context)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
