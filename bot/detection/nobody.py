"""Values that are nobody's, from `nobody.yaml`: published for tests, or meant for everybody."""

from __future__ import annotations

import ipaddress
import re
from functools import cache
from importlib.resources import files

from bot.detection.shipped_yaml import load_shipped

_SEPARATORS = re.compile(r"[\s.\-]")


@cache
def listed(kind: str) -> frozenset[str]:
    """Return the values of one list of the file."""
    return frozenset(_lists()[kind]["values"])


def is_nobodys(kind: str, value: str) -> bool:
    """Whether the value, its spaces, hyphens and dots aside, stands in that list."""
    return _SEPARATORS.sub("", value) in listed(kind)


def is_anybodys_address(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether the address belongs to documentation, the machine itself or a public resolver."""
    return any(address in network for network in _networks())


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    text = files("bot.detection").joinpath("nobody.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, list[str]]] = load_shipped(text)
    return loaded


@cache
def _networks() -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    written = sorted(listed("networks") | listed("public_resolvers"))
    return tuple(ipaddress.ip_network(network) for network in written)
