"""Finds user names that are called one, or stand beside their password: "login is jo / Blue42".

There is no format: after a colon or an equals sign any word counts that is no ordinary one, after
"is" only what looks like an account (a digit, a dot, an underscore). With its password behind it
any word counts, names that everybody has ("admin") too.

Misses: user names in running text, mentions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial

from bot.detection.passwords.accounts import (
    ASKED,
    CALLED,
    COMMANDS,
    LABELLED,
    OF_A_CHANGE,
    OF_A_PASSWORD,
    STARTS,
    has_the_form,
    is_a_password,
    is_account,
    is_account_like,
    is_followed,
)
from bot.detection.passwords.form import ACCOUNT, SHORT_GATE, PasswordForms
from bot.detection.passwords.matching import is_cell, starts_of, written_in
from bot.detection.passwords.pairs import PAIRED, TOGETHER
from bot.detection.passwords.tables import GATE as TABLE_GATE
from bot.detection.passwords.tables import table_rows
from bot.detection.patterns import Gate
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "USERNAME"

# A plain word that others follow begins a sentence: "user: please restart".
_SENTENCE = re.compile(r"['’]|://|\s(?!and|with|or|pass|pwd?\b)[a-z]{2,}(?=\s|$|[.,!?])")
_CALLS = {"(", "["}
_LOGIN = re.compile(r"log[ -]?in", re.IGNORECASE)
_SURE_LINKS = {":", "=", ">"}
_LINKS = {"", "is", "was", "as", "'s", *_SURE_LINKS}
_Spans = Iterator[tuple[int, int]]


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per user name."""
    seen: set[int] = set()
    for place in _gate().opened_by(part.text):
        for start, end in _LOOKS[place][1](part.text):
            if start not in seen:
                seen.add(start)
                yield Finding(
                    label=LABEL,
                    part=part.name,
                    start=start,
                    end=end,
                    confidence=0.8,
                    because="named as a user name",
                )


@cache
def _gate() -> Gate:
    return Gate([gate for gate, _ in _LOOKS])


def _labelled(text: str) -> _Spans:
    done = 0
    for start in starts_of(text, STARTS):
        written = LABELLED.match(text, start) if start >= done else None
        if written is not None and _stands_for_an_account(written):
            done = written.end("value")
            yield written.span("value")


def _stands_for_an_account(written: re.Match[str]) -> bool:
    value, link, then = written["value"], written["link"], written["then"]
    if not is_account(value, shared=True):
        return False
    if is_followed(written.string, written.end("value"), link):
        return True
    if written["sure"] is None or not is_account(value, shared=False) or then[:1] in _CALLS:
        return False
    if link.strip() in _SURE_LINKS and not _SENTENCE.match(then):
        return True
    if link.strip() == "" and _LOGIN.fullmatch(written["sure"]):  # "portal login ticket4410"
        return False
    return is_account_like(value) and link.strip() in _LINKS


def _called(text: str) -> _Spans:
    for written in CALLED.finditer(text):
        if is_account(written["value"], shared=True):
            yield written.span("value")


def _of_a_password(text: str) -> _Spans:
    for form in (OF_A_PASSWORD, OF_A_CHANGE):
        for written in form.finditer(text):
            value = written["value"]
            formed = has_the_form(value) if not written["named"] else is_account(value, shared=True)
            if formed and is_a_password(written["behind"]):
                yield written.span("value")


def _in_commands(text: str) -> _Spans:
    for form in COMMANDS:
        for written in form.finditer(text):
            if is_account(written["value"], shared=False) and is_a_password(written["behind"]):
                yield written.span("value")


def _asked(text: str) -> _Spans:
    for written in ASKED.finditer(text):
        if is_account_like(written["value"]) and is_account(written["value"], shared=False):
            yield written.span("value")


def _in_tables(text: str) -> _Spans:
    for row in table_rows(text):
        if any(is_cell(text[start:end]) for start, end in row.passwords):
            yield from (cell for cell in row.accounts if _is_name(text[slice(*cell)]))


def _in_pairs(group: PasswordForms, text: str) -> _Spans:
    for written in written_in(text, group):
        if written.user is not None and _is_name(text[slice(*written.user)]):
            yield written.user


def _is_name(value: str) -> bool:
    return _NAME.fullmatch(value) is not None and is_account(value, shared=True)


_NAME = re.compile(ACCOUNT)
_SURE = (  # a label that may do alone, and what then ties a name to it
    r"(?i:(?:user ?-?_?(?:name|id)|us(?:e|r)?name|log ?-?in|logon|log[oi]n[ _-]id|screen ?name"
    r"|\buid|user|creds|credentials|(?:ad|windows|domain) account)(?:[ _-](?:name|id|info|creds"
    r"|credentials))?[\"'*]{0,2}(?:\s(?:for|to|on|of|info)\s|\s?[:=>→]|'s\s|\s(?:is|was|as)[\s:]))"
    r"|(?i:(?:user[ _-]?(?:name|id)|us(?:e|r)name|logon(?:[ _-]id)?|log[oi]n[ _-](?:id|name)"
    r"|screen ?name|\buid|(?:ad|windows|domain) account(?: name)?)\s[\"'`*(]{0,2}[a-z])"
)
_LABEL = (
    r"(?i:user|usr|\bun[ :]|\bu:|acc(?:oun)?t|\bid[ :=]|\bdn[ :=]|(?:log|sign)[a-z]*[ -]?(?:in|on)"
    r"|connect|admin|creds|credentials|root|guest|operator|support|service|password|\bpws?\b)"
)
_SIGNED = r"\S*(?:[0-9!@#$%&*^~_+=?]|[.-]\w|[a-z][A-Z])"
_PAIR = rf"(?:[/|,:;>&→]|\s(?i:and|then|with|w/?|n)\s)\s?{_SIGNED}"
_TIED = rf"(?s:{_LABEL}.*(?:(?i:\bp\s?[: =]|\bword\b)|{_PAIR}))"
_CALLED = r"(?i:\s(?:as|for|in)\s(?:the |your |a )?(?:user|login|un\b))"
_OF_ONE = rf"(?:{SHORT_GATE})[^\n]*(?i:\s(?:for|of|on)\s|\s(?:to|is)\s)"
_COMMAND = (
    r"curl |wget |mysql|sqlcmd |(?:docker|podman|helm|az|skopeo) [a-z ]*login|plink |pscp |psftp "
    r"|smbclient |net use |sshpass |ssh [\w.]*@"
)
_ASKED = r"(?i:(?:user ?name|user ?id|login (?:name|id))[^\n]*\n)"
_PAIRS = tuple(
    group
    for group in (TOGETHER, *PAIRED)
    if any("user" in form.pattern.groupindex for form in group.forms)
)
_LOOKS: tuple[tuple[str, Callable[[str], _Spans]], ...] = (
    (f"{_SURE}|(?s:{_LABEL}.*(?:{SHORT_GATE}))|{_TIED}", _labelled),
    (_CALLED, _called),
    (_OF_ONE, _of_a_password),
    (_COMMAND, _in_commands),
    (_ASKED, _asked),
    (TABLE_GATE, _in_tables),
    *((group.also or group.gate, partial(_in_pairs, group)) for group in _PAIRS),
)
# Short, and nothing that stretches: it is asked about every message, together with all others.
GATE = (
    r"(?i)user ?-?_?(?:name|id)|us[er]name|log[ -]?[io]n|[nt] ?name|\buid"
    r"|user[\"'\x2a]{0,2}\s?[:=>→]|\busr\b|cred[se]|acct|account[:,]|(?:ad|in|ws) account|logged"
    r"|gn(?:ed)? ?in|pas(?:s|so)?[- ]?(?:w|code|ph|\b)|p@s|\bps?w|\bu:|\bun[ :]|\bid[:=]| / |curl "
    r"|mysql|sqlc|ssh \w+@|smbc|\w[!#$%^~]\w|\d\w{0,8}!"
)
