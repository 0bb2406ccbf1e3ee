"""Finds private keys: PEM (RFC 7468), OpenSSH, SSH2, PGP, PuTTY, age, WireGuard, JWK, XML.

A block may be cut off: its opening line and the beginning of its body suffice, and so does an
opening line that ends the message, as when a key is sent line by line. The opening line amid talk,
a public key, a certificate and a request for one are quiet.

Misses: keys in raw DER or as bare numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.taken_spans import TakenSpans
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "PRIVATE_KEY"
GATE = (
    r"PRIVATE KEY|SECRET KEY BLOCK|PuTTY-User-Key|AGE-SECRET-KEY-|(?i:private[ _-]?key"
    r"|pre-?shared ?key)|b3BlbnNzaC1rZXktdjEA|LS0tLS1CRUdJTi|RSAKeyValue"
    r'|"kty"'
)

_TRAILING = " \t\r\n\\"
_BREAK = r"(?:\s|\\[nr]|[>|\"'`,+])"  # also in a quotation, a string or a program
_OPENING = (
    r"-{2,5} ?BEGIN (?:[A-Z0-9]{1,12} ){0,4}(?:PRIVATE KEY(?: BLOCK)?|SECRET KEY BLOCK) ?-{2,5}"
)
_CLOSING = (
    r"-{2,5} ?END (?:[A-Z0-9]{1,12} ){0,4}(?:PRIVATE KEY(?: BLOCK)?|SECRET KEY BLOCK) ?-{2,5}"
)
_KEYS = (
    (
        "a PEM private key",
        0.95,
        re.compile(
            rf"{_OPENING}(?:{_BREAK}{{0,20}}[A-Za-z-]{{4,16}}: [^\n\\]{{0,100}}){{0,6}}"
            rf"(?:{_BREAK}{{0,20}}[A-Za-z0-9+/=]{{16,4000}}){{1,600}}"
            rf"(?:{_BREAK}{{0,20}}[A-Za-z0-9+/=]{{1,15}}(?={_BREAK}{{0,20}}-))?"
            rf"(?:{_BREAK}{{0,20}}{_CLOSING})?"
        ),
    ),
    (
        "a private key's opening line, and nothing behind it",
        0.6,
        re.compile(rf"(?:^|(?<=\n)|(?<=`)){_OPENING}(?=[\s`.]*\Z)"),
    ),
    (
        "a PuTTY private key",
        0.95,
        re.compile(
            r"PuTTY-User-Key-File-\d: .{1,60}\n(?:.{0,200}\n){1,200}?Private-Lines: "
            r"\d+(?:\n[A-Za-z0-9+/=]{1,80}){1,200}"
            r"|PuTTY-User-Key-File-\d: [^\n]{1,4000}?\\nPrivate-Lines: \d+"
            r"(?:\\n[A-Za-z0-9+/=]{1,80}){1,200}"
        ),
    ),
    ("an age secret key", 0.95, re.compile(r"AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]{30,120}")),
    (
        "a WireGuard private key",
        0.95,
        re.compile(
            r"(?i:P(?:rivate|reshared)Key\s{0,3}=\s{0,3}|(?:wireguard"
            r"|\bwg\d?)\b[^\n]{0,60}(?:private"
            r"|pre-?shared) ?key[^\n]{0,20}?[\s:=\"'`])[A-Za-z0-9+/]{43}=(?![A-Za-z0-9+/=])"
        ),
    ),
    (
        "an OpenSSH private key",
        0.95,
        re.compile(r"b3BlbnNzaC1rZXktdjEA[A-Za-z0-9+/=\s\\]{24,20000}"),
    ),
    (  # "-----BEGIN … PRIVATE KEY" once more in Base64, as Kubernetes keeps it
        "a private key in Base64",
        0.95,
        re.compile(
            r"LS0tLS1CRUdJTi(?:BQUklWQVRFIEtFWS|BSU0EgUFJJVkFURSBLRVkt|BFQyBQUklWQVRFIEtFWS"
            r"|BEU0EgUFJJVkFURSBLRVkt|BPUEVOU1NIIFBSSVZBVEUgS0VZ|BFTkNSWVBURUQgUFJJVkFURSBLRVkt"
            r"|BQR1AgUFJJVkFURSBLRVkg)[A-Za-z0-9+/=\s\\]{24,30000}"
        ),
    ),
    (
        "a private JSON web key",
        0.95,
        re.compile(
            r'\{[^{}]{0,400}?"kty"\s?:\s?"(?:RSA|EC|OKP|oct)"[^{}]{0,2000}?"[dk]"\s?:\s?'
            r'"[A-Za-z0-9_-]{20,3000}"[^{}]{0,3000}\}?'
        ),
    ),
    (
        "a private key in XML",
        0.95,
        re.compile(
            r"<RSAKeyValue>(?:(?!<RSAKeyValue>)[^\0]){0,3000}?<D>[A-Za-z0-9+/=\s]{40,3000}</D>"
            r"(?:</RSAKeyValue>)?"
        ),
    ),
)


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per private key."""
    taken = TakenSpans()
    for kind, confidence, form in _KEYS:
        for written in form.finditer(part.text):
            end = written.start() + len(written[0].rstrip(_TRAILING))
            if taken.take(written.start(), end):
                yield Finding(
                    label=LABEL,
                    part=part.name,
                    start=written.start(),
                    end=end,
                    confidence=confidence,
                    because=kind,
                )
