"""Opens what Graph sealed for us: the key by RSA, the signature first, then the content by AES."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from bot.errors import SealError
from bot.teams.identity import Raw, text_of

_KEY_SIZES = frozenset({16, 24, 32})
_BLOCK_BYTES = 16
_BLOCK_BITS = 128


def open_sealed(sealed: Raw, key: rsa.RSAPrivateKey) -> dict[str, Any]:
    """Return the content; raises SealError, and nothing of it is used, where anything is wrong."""
    try:
        secret = _unwrapped(_bytes(sealed, "dataKey"), key)
        data = _bytes(sealed, "data")
        signature = hmac.new(secret, data, hashlib.sha256).digest()
        if not hmac.compare_digest(signature, _bytes(sealed, "dataSignature")):
            raise SealError("Its signature is wrong.")
        content = json.loads(_decrypted(data, secret))
    except (ValueError, RecursionError):
        raise SealError from None
    if not isinstance(content, dict):
        raise SealError("It holds no object.")
    return content


def _unwrapped(wrapped: bytes, key: rsa.RSAPrivateKey) -> bytes:
    # Graph's own choice. In OAEP, SHA-1 need not resist collisions.
    sha1 = hashes.SHA1()  # noqa: S303 -- what Graph wraps its keys with
    secret = key.decrypt(wrapped, padding.OAEP(padding.MGF1(sha1), sha1, None))
    if len(secret) not in _KEY_SIZES:
        raise SealError("Its key has an odd size.")
    return secret


def _decrypted(data: bytes, secret: bytes) -> bytes:
    """Decrypt it; the padding is looked at only after the signature has proven the data."""
    cipher = Cipher(algorithms.AES(secret), modes.CBC(secret[:_BLOCK_BYTES])).decryptor()
    unpadder = PKCS7(_BLOCK_BITS).unpadder()
    padded = cipher.update(data) + cipher.finalize()
    return unpadder.update(padded) + unpadder.finalize()


def _bytes(sealed: Raw, name: str) -> bytes:
    return base64.b64decode(text_of(sealed, name), validate=True)
