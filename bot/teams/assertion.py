"""Proves with a certificate that we are the app: a signed statement instead of a secret."""

from __future__ import annotations

import base64
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from bot.errors import SettingsError
from bot.teams.config import Registration

_LIVES = timedelta(minutes=10)


def client_assertion(registration: Registration, audience: str, now: datetime) -> str:
    """Return the statement for that token address, good for ten minutes; raises SettingsError."""
    key, thumbprint = _read(registration.certificate)
    header = {"alg": "PS256", "typ": "JWT", "x5t#S256": thumbprint}
    claims = {
        "aud": audience,
        "iss": registration.app_id,
        "sub": registration.app_id,
        "jti": secrets.token_hex(16),
        "nbf": int(now.timestamp()),
        "exp": int((now + _LIVES).timestamp()),
    }
    said = f"{_packed(header)}.{_packed(claims)}"
    salted = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
    return f"{said}.{_base64(key.sign(said.encode(), salted, hashes.SHA256()))}"


def _read(pem: str) -> tuple[rsa.RSAPrivateKey, str]:
    try:
        key = serialization.load_pem_private_key(pem.encode(), password=None)
        certificate = x509.load_pem_x509_certificate(pem.encode())
    except (ValueError, TypeError):
        raise SettingsError("The Teams certificate cannot be read.") from None
    if not isinstance(key, rsa.RSAPrivateKey):
        raise SettingsError("The Teams certificate needs an RSA key.")
    return key, _base64(certificate.fingerprint(hashes.SHA256()))


def _packed(part: dict[str, Any]) -> str:
    return _base64(json.dumps(part, separators=(",", ":")).encode())


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
