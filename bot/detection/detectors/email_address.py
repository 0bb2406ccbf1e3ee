"""Finds e-mail addresses.

The form is RFC 5321's as people use it: letters, digits and a few marks, an at sign, a domain name
with a top-level domain. Reserved domains (example.com) and mailboxes nobody reads are nobody's;
those of a team (support@, info@) are weak.

Misses: quoted and non-ASCII local parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.context import words
from bot.detection.nobody import listed
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "EMAIL_ADDRESS"
GATE = r"@[A-Za-z0-9]"

_ADDRESS = re.compile(
    r"""
    (?<![A-Za-z0-9._%+'=/@-])
    (?P<name>[A-Za-z0-9](?:[A-Za-z0-9._%+'-]{0,62}[A-Za-z0-9_+-])?)
    @
    (?P<domain>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,6}[A-Za-z]{2,24})
    (?![A-Za-z0-9@]|[-:/][A-Za-z0-9])
    """,
    re.VERBOSE,
)
_FILE_ENDINGS = words("png|jpe?g|gif|svg|webp|js|ts|css|py|json|ya?ml|service|timer|socket|sh")
_TEAM = words(
    "support|info|help|sales|contact|team|admin|hello|office|billing|security|press|hr|it"
)


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per e-mail address."""
    for written in _ADDRESS.finditer(part.text):
        name, domain = written["name"].lower(), written["domain"].lower()
        if _is_nobodys(name, domain):
            continue
        team = _TEAM.fullmatch(name) is not None
        yield Finding(
            label=LABEL,
            part=part.name,
            start=written.start(),
            end=written.end(),
            confidence=0.5 if team else 0.9,
            because="the form of an address" + (", but a team's mailbox" if team else ""),
        )


def _is_nobodys(name: str, domain: str) -> bool:
    labels = domain.split(".")
    reserved = listed("email_domains")
    return (
        name in listed("email_names")
        or labels[-1] in reserved
        or ".".join(labels[-2:]) in reserved
        or _FILE_ENDINGS.fullmatch(labels[-1]) is not None
    )
