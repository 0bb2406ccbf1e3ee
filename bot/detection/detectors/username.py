"""Finds user names that are called one: "username: jdoe", "login is jdoe_admin".

There is no format: after a colon or an equals sign any word counts that is no ordinary one, after
"is" only what looks like an account (a digit, a dot, an underscore), or what a password follows.

Misses: user names in running text, mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from bot.detection.context import words
from bot.detection.passwords.looks import is_mixed, is_peculiar
from bot.detection.placeholders import is_placeholder
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "USERNAME"
GATE = (
    r"(?i)user ?-?_?(?:name|id)|login|log ?in|logon|screen ?name|\buid\b|user[\"']?\s?[:=]|creds|"
    r"credentials|\bun\s|\bun:|\bu:|\busr?\b|\buser\s\S+\s?[/,|]|account name"
    r"|\b(?:use|try)\s\S+\s/\s|curl |wget "
)

_NAME = (
    r"(?<![A-Za-z0-9/$_])(?<!last )(?<!Last )(?:[a-z]{1,15}_)?"
    r"(?:log[ -]?in (?:creds|credentials|info)(?=\s?:)|user[ _-]?name|user[ _-]?id|"
    r"userid|login(?:[ _-]?(?:name|id))?|logon|"
    r"log[ -]in|log[oi]n[ _-]id|(?:ad|windows|domain) account(?: name)?|"
    r"screen ?name|uid|user(?=[\"']?\s?[:=])|"
    r"creds|credentials)(?![A-Za-z0-9])"
)
_VALUE = r"[A-Za-z][A-Za-z0-9._@\\-]{1,40}[A-Za-z0-9]"
_WITH_A_PASSWORD = re.compile(  # "un jo pw …", "user jo / pass …", "login jo password …"
    r"(?i:(?<![A-Za-z0-9/$_])(?:user|un|usr|login|u)\s?:?\s)(?P<link>)"
    rf"(?P<value>{_VALUE})(?P<then>)(?=(?:\s?[/,;|&]\s?|\s)(?i:(?:and\s)?(?:password|passwd|pass|pwd|pw|p)"
    r"(?:\s?[:=]\s?|\s)\S*[0-9!@#$%])|\s?[/|]\s?(?P<behind>\S*[0-9!@#$%]\S*)\s*$)"
)
_BEFORE_A_PASSWORD = re.compile(  # "use front_desk / …"
    rf"(?i:(?<![A-Za-z0-9/$_])(?:use|try)\s)(?P<link>)(?P<value>{_VALUE})(?P<then>)"
    r"(?=\s/\s(?P<behind>[^\s/]{6,40}))"
)
_IN_A_COMMAND = re.compile(  # "curl -u jo:…"
    r"(?:curl|wget) [^\n]{0,120}?(?:-u|--user)[ =]?[\"']?(?P<link>)"
    rf"(?P<value>{_VALUE})(?P<then>)(?=:[^\s\"'$<{{]{{4}})"
)
_WRITTEN = re.compile(
    rf"(?i:{_NAME})[\"']?(?i:\s(?:for|to|on)\s[^:=\n.?!]{{1,30}}?(?=\s?[:=]|\sis\s))?"
    rf"(?P<link>\s?[:=]\s?|'s\s|\s(?:(?:is|was|"
    rf"as)[\s:]\s?)?)[\"'`*(]?(?P<value>{_VALUE})(?P<then>[^\n]{{0,24}})"
)
_ACCOUNT_LIKE = re.compile(r".*[0-9._\\]|[a-z]+[A-Z]")
_PASSWORD_FOLLOWS = re.compile(
    r"[\"'`*)]?\s?(?:/|,|;|and|&|\||with)\s?(?:the |his |her )?(?:pass|pw|\S*[0-9!@#$%])"
    r"|\s(?:pass(?:word)?|pwd?)\s?(?:[:=]|is\s)",
    re.IGNORECASE,
)
_FIRST_AND_LAST = re.compile(
    r"(?!config|settings|self|this|env|os|args|process|options|request|user|cfg|conf|auth|secrets|var)"
    r"[a-z]{1,20}\.[a-z]{2,20}",
    re.IGNORECASE,
)
# A plain word that others follow begins a sentence: "user: please restart".
_SENTENCE = re.compile(r"['’]|://|\s(?!and|with|or|pass|pwd?\b)[a-z]{2,}(?=\s|$|[.,!?])")
_ORDINARY = words(
    "and|or|but|required|invalid|missing|wrong|incorrect|empty|blank|not|the|your|my|his|her|their|same|an?|"
    "already|taken|unique|optional|case|email|disabled|locked|expired|working|broken|down|failing|"
    "failed|for|in|on|to|is|was|here|there|below|above|attached|correct|different|unknown|"
    "please|see|use|first|last|can|can't|cant|will|what|who|need|needs|ask|enter|type|same|via|sso|everyone|everybody|lastname|firstname|anyone|someone|page|form|"
    "screen|field|story|guide|prompt|name|manual|group|box|button|input|profile|issues?|"
    "b64|base64|encoded|hex|admin|root|user|test|guest|gid|pass|password|sudo|mon|tue|wed|thu|fri|sat|sun"
)


_FORMS = (_WRITTEN, _WITH_A_PASSWORD, _BEFORE_A_PASSWORD, _IN_A_COMMAND)


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per user name."""
    seen: set[int] = set()
    for written in chain.from_iterable(form.finditer(part.text) for form in _FORMS):
        value = written["value"]
        if _ORDINARY.fullmatch(value) or _is_placeholder(value):
            continue
        if written.start("value") in seen or not _stands_for_an_account(written):
            continue
        seen.add(written.start("value"))
        yield Finding(
            label=LABEL,
            part=part.name,
            start=written.start("value"),
            end=written.end("value"),
            confidence=0.8,
            because="named as a user name",
        )


def _is_placeholder(value: str) -> bool:
    # "jo.doe" has the form of code that fetches a name; only what code is rooted in makes it that.
    return is_placeholder(value) and not _FIRST_AND_LAST.fullmatch(value)


def _stands_for_an_account(written: re.Match[str]) -> bool:
    link, value = written["link"].strip(), written["value"]
    if written.re is _IN_A_COMMAND:
        return True
    if written.re in {_WITH_A_PASSWORD, _BEFORE_A_PASSWORD}:
        return _precedes_a_password(written)
    if written["then"][:1] in {"(", "["}:  # code that fetches it
        return False
    if link in {":", "="} and not _SENTENCE.match(written["then"]):
        return True
    if _ACCOUNT_LIKE.match(value):
        return True
    return link != "" and _PASSWORD_FOLLOWS.match(written["then"]) is not None


def _precedes_a_password(written: re.Match[str]) -> bool:
    behind = written["behind"]
    if written.re is _BEFORE_A_PASSWORD and not _ACCOUNT_LIKE.match(written["value"]):
        return False
    return behind is None or is_mixed(behind) or is_peculiar(behind)
