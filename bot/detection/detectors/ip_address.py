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

_DOTTED = r"\d{1,3}(?:\.\d{1,3}){3}"
_WRITTEN = re.compile(
    r"(?<![A-Za-z0-9.])(?<![A-Za-z0-9]_)"
    # Behind a hyphen only as the end of a range.
    r"(?:(?<!-)|(?<=\.\d-)|(?<=\.\d\d-)|(?<=\.\d\d\d-))"
    rf"(?:(?<![0-9:]:)(?P<four>{_DOTTED})(?![A-Za-z0-9]|_[A-Za-z0-9]|\.\d)"
    rf"(?!-(?!{_DOTTED}(?![.\d])|\d{{1,3}}(?![\w.-]))[A-Za-z0-9])"
    rf"|(?<!:)(?P<six>(?:[0-9A-Fa-f]{{1,4}}:|:){{2,7}}(?:{_DOTTED}|[0-9A-Fa-f]{{1,4}})?)"
    r"(?![A-Za-z0-9:_]|\.\d))"
)
# What only stands around an address: the rest of a URL, a port, the length of a network's prefix.
_PLACED_BEFORE = re.compile(r"(?:://|[A-Za-z0-9]@)\Z")
_PLACED_AFTER = re.compile(r"(?::\d{2,5}|/(?:[89]|[12]\d|3[0-2]))(?![\w.:/-])")
_RANGE = re.compile(r"-\d")
_ADDRESS_WORD = words(
    "ips?|ip address(?:es)?|ipv[46]|hosts?|server|ssh|ping|vpn|subnet|gateway|dns|firewall|"
    "whitelist|allowlist|router|vm|instance|node|cidr|curl|connect|traffic|login from|"
    "logged in from|inet6?|addr|address|src|dst|lan|wan|dhcp|nat|proxy|iptables|netmask|"
    "scp|sftp|rdp|telnet|traceroute|allow(?:ed)?|deny|denied|block(?:ed)?|ban(?:ned)?"
)
_VERSION_WORD = words(
    "v|ver|versions?|release|build|firmware|driver|upgraded?|patch|sdk|chrome|section|clause|"
    "article|chapter|paragraph|requirement|control|item|step|oid|bump(?:ed)?|pinned|rev|"
    "windows|nginx|apache|kernel|ios|android|macos|firefox|edge|safari|java|tomcat|openssl|postgres"
)
_SMALL = 20
_FEW_DIGITS = 6
_GROUPS_OF_A_REAL_ONE = 3
_MAYBE = 0.6


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per IP address."""
    for written in _WRITTEN.finditer(part.text):
        address = _parse(written[0])
        if address is None or _is_nobodys(address):
            continue
        called_so = _is_called_so(part.text, written.span())
        confidence = 0.95 if called_so else _unnamed(part.text, written)
        if confidence:
            yield Finding(
                label=LABEL,
                part=part.name,
                start=written.start(),
                end=written.end(),
                confidence=confidence,
                because=f"valid IPv{address.version} address"
                + (", named or placed as one" if called_so else ""),
            )


def _is_nobodys(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        return is_anybodys_address(address.ipv4_mapped or address)
    return is_anybodys_address(address)


def _is_called_so(text: str, span: tuple[int, int]) -> bool:
    return (
        is_near(text, span, _ADDRESS_WORD, before=40, after=20)
        or _PLACED_BEFORE.search(text, max(0, span[0] - 3), span[0]) is not None
        or _PLACED_AFTER.match(text, span[1]) is not None
    )


def _parse(written: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(written)
    except ValueError:
        return None


def _unnamed(text: str, written: re.Match[str]) -> float:
    """Return how sure it is that what is called nothing is an address; 0 if it is not."""
    if written["six"] is not None:
        return 0.8 if _is_a_real_one(written["six"]) else 0.0
    if _RANGE.match(text, written.end()):  # "5.15.101.91-101" is a kernel, too
        return 0.8 if "." in text[written.end() : written.end() + 5] else 0.0
    if _is_a_version(text, written):
        return 0.0
    address = ipaddress.IPv4Address(written["four"])
    if all(number < _SMALL for number in address.packed):
        return _MAYBE if address.is_private else 0.0
    few = len(written["four"].replace(".", "")) <= _FEW_DIGITS
    return 0.0 if few and not address.is_private else 0.8


def _is_a_real_one(six: str) -> bool:
    """Whether it is no time and no name: three groups, a digit among them."""
    groups = [group for group in six.split(":") if group]
    return "." in six or (len(groups) >= _GROUPS_OF_A_REAL_ONE and any(map(str.isdigit, six)))


def _is_a_version(text: str, written: re.Match[str]) -> bool:
    return is_near(text, written.span(), _VERSION_WORD, before=25, after=0) or is_called_otherwise(
        text, written.start()
    )
