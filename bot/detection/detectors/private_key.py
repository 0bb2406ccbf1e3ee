"""Finds private keys: PEM blocks (RFC 7468), OpenSSH, PGP, PuTTY, age and WireGuard.

A block may be cut off: its opening line and the beginning of its body suffice. The opening line
alone is talk about keys, a public key or certificate is public.

Misses: keys in raw DER or as bare numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "PRIVATE_KEY"
GATE = r"PRIVATE KEY|PuTTY-User-Key|AGE-SECRET-KEY-1|PrivateKey\s*="

_KEYS = (
    (
        "a PEM private key",
        re.compile(
            r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----"
            r"(?:(?:\s|\\[nr])*[A-Za-z-]{4,16}: [^\n\\]{0,100}){0,6}"
            r"(?:\s|\\[nr])*[A-Za-z0-9+/=]{16}[A-Za-z0-9+/=\s\\>]{0,20000}"
            r"(?:-----END (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----)?"
        ),
    ),
    (
        "a PuTTY private key",
        re.compile(
            r"PuTTY-User-Key-File-\d: .{1,60}\n(?:.{0,200}\n){1,200}?Private-Lines: "
            r"\d+(?:\n[A-Za-z0-9+/=]{1,80}){1,200}"
        ),
    ),
    ("an age secret key", re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{58}")),
    ("a WireGuard private key", re.compile(r"PrivateKey\s{0,3}=\s{0,3}[A-Za-z0-9+/]{43}=")),
)


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per private key."""
    for kind, form in _KEYS:
        for written in form.finditer(part.text):
            yield Finding(
                label=LABEL,
                part=part.name,
                start=written.start(),
                end=written.start() + len(written[0].rstrip()),
                confidence=0.95,
                because=kind,
            )
