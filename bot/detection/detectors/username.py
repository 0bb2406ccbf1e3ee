"""Finds user names that are called one: "username: jdoe", "login is jdoe_admin".

There is no format: after a colon or an equals sign any word counts that is no ordinary one, after
"is" only what looks like an account (a digit, a dot, an underscore), or what a password follows.

Misses: user names in running text, mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.context import words
from bot.detection.placeholders import is_placeholder
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "USERNAME"
GATE = (
    r"(?i)user ?-?_?(?:name|id)|login|log ?in|logon|screen ?name|\buid\b|\buser\s?[:=]|creds|"
    r"credentials"
)

_NAME = (
    r"(?<![A-Za-z0-9/$_])(?<!last )(?<!Last )(?:user[ _-]?name|user[ _-]?id|"
    r"userid|login(?:[ _-]?(?:name|id))?|logon|"
    r"log[ -]in|screen ?name|uid|user(?=\s?[:=])|creds|credentials)(?![A-Za-z0-9])"
)
_VALUE = r"[A-Za-z][A-Za-z0-9._@\\-]{1,40}[A-Za-z0-9]"
_WRITTEN = re.compile(
    rf"(?i:{_NAME})(?i:\s(?:for|to|on)\s[^:=\n]{{1,30}}?(?=\s?[:=]|\sis\s))?"
    rf"(?P<link>\s?[:=]\s?|\s(?:(?:is|was|"
    rf"as)[\s:]\s?)?)[\"'`*(]?(?P<value>{_VALUE})(?P<then>[^\n]{{0,24}})"
)
_ACCOUNT_LIKE = re.compile(r".*[0-9._\\]|[a-z]+[A-Z]")
_PASSWORD_FOLLOWS = re.compile(
    r"[\"'`*)]?\s?(?:/|,|;|and|&|\||with)\s?(?:the |his |her )?(?:pass|pw|\S*[0-9!@#$%])",
    re.IGNORECASE,
)
_ORDINARY = words(
    "required|invalid|missing|wrong|incorrect|empty|blank|not|the|your|my|his|her|their|same|an?|"
    "already|taken|unique|optional|case|email|disabled|locked|expired|working|broken|down|failing|"
    "failed|for|in|on|to|is|was|here|there|below|above|attached|correct|different|unknown|"
    "admin|root|user|test|guest|gid|pass|password|sudo|mon|tue|wed|thu|fri|sat|sun"
)


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per user name."""
    for written in _WRITTEN.finditer(part.text):
        value = written["value"]
        if _ORDINARY.fullmatch(value) or is_placeholder(value):
            continue
        if not _stands_for_an_account(written):
            continue
        yield Finding(
            label=LABEL,
            part=part.name,
            start=written.start("value"),
            end=written.end("value"),
            confidence=0.8,
            because="named as a user name",
        )


def _stands_for_an_account(written: re.Match[str]) -> bool:
    link, value = written["link"].strip(), written["value"]
    if link in {":", "="} or _ACCOUNT_LIKE.match(value):
        return True
    return link != "" and _PASSWORD_FOLLOWS.match(written["then"]) is not None
