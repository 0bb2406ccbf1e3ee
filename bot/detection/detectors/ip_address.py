"""Finds IP addresses, version 4 and 6 (RFC 791, RFC 4291).

Addresses of documentation, loopback, link-local, multicast and the public resolvers are nobody's.
Four small numbers with dots are more often a version or a section than an address: they need a word
such as "server" or "ip" near.

Misses: addresses in other bases, or with the dots spelled out.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from bot.detection.context import is_called_otherwise, is_near, words
from bot.detection.nobody import is_anybodys_address
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "IP_ADDRESS"
GATE = r"\d\.\d{1,3}\.\d{1,3}\.\d|[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{0,4}:"

_WRITTEN = re.compile(
    r"(?<![A-Za-z0-9.:_-])"
    r"(?:(?P<four>\d{1,3}(?:\.\d{1,3}){3})(?![A-Za-z0-9_]|\.\d|-[A-Za-z0-9])"
    r"|(?P<six>(?:[0-9A-Fa-f]{1,4}:|:){2,7}(?:[0-9A-Fa-f]{1,4})?)(?![A-Za-z0-9:_]|\.\d))"
)
_ADDRESS_WORD = words(
    "ips?|ip address(?:es)?|ipv[46]|hosts?|server|ssh|ping|vpn|subnet|gateway|dns|firewall|"
    "whitelist|allowlist|router|vm|instance|node|cidr|curl|connect|traffic|login from|"
    "logged in from"
)
_VERSION_WORD = words(
    "v|ver|versions?|release|build|firmware|driver|upgraded?|patch|sdk|chrome|section|clause|"
    "article|chapter|paragraph|requirement|control|item|step|oid|bump(?:ed)?|pinned|rev|"
    "windows|nginx|apache|kernel|ios|android|macos|firefox|edge|safari|java|tomcat|openssl|postgres"
)
_SMALL = 20
_FEW_DIGITS = 6
_GROUPS_OF_A_REAL_ONE = 3


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per IP address."""
    for written in _WRITTEN.finditer(part.text):
        address = _parse(written[0])
        if address is None or is_anybodys_address(address):
            continue
        called_so = is_near(part.text, written.span(), _ADDRESS_WORD, before=40, after=20)
        if not called_so and _may_be_another_number(part.text, written):
            continue
        yield Finding(
            label=LABEL,
            part=part.name,
            start=written.start(),
            end=written.end(),
            confidence=0.95 if called_so else 0.8,
            because=f"valid IPv{address.version} address" + (", named as one" if called_so else ""),
        )


def _parse(written: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(written)
    except ValueError:
        return None


def _may_be_another_number(text: str, written: re.Match[str]) -> bool:
    if written["six"] is not None:
        groups = [group for group in written["six"].split(":") if group]
        return len(groups) < _GROUPS_OF_A_REAL_ONE or not any(map(str.isdigit, written["six"]))
    digits = written["four"].replace(".", "")
    if all(int(number) < _SMALL for number in written["four"].split(".")):
        return True
    if len(digits) <= _FEW_DIGITS and not ipaddress.ip_address(written["four"]).is_private:
        return True
    return is_near(text, written.span(), _VERSION_WORD, before=25, after=0) or is_called_otherwise(
        text, written.start()
    )
