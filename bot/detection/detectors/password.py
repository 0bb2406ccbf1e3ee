"""Finds passwords that are called one: "password: …", "pw is …", "login is jo / …".

There is no format. After a colon or an equals sign a word counts unless it is an ordinary one
("required", "expired"); after "is" it must look like a password (a digit, a mark, odd capitals) or
be quoted. Placeholders (`<password>`, `****`, `$DB_PASSWORD`) and code that fetches one are quiet.

Misses: a plain word after "is" with more behind it, a password sent alone in answer to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.password_words import ORDINARY
from bot.detection.placeholders import is_placeholder
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "PASSWORD"
GATE = (
    r"(?i)pass|\bcode\b|pwd|\bpw\b|pswd|\bpin\b|log ?in|creds|credential|sign ?in|-u |mysql|\bp: "
)

_NAME = (
    r"(?<![A-Za-z0-9$])(?:[a-z0-9]{1,20}[_-]|pg|db|my|user|root|admin)?"
    r"(?:pass(?:word|phrase|code|wd)|pwd?|pswd|passw(?:or)?t)s?(?![A-Za-z0-9(])"
)
_SHORT_NAME = rf"(?:{_NAME}|(?<![A-Za-z0-9])pass)"
_WHOSE = r"(?:\s(?:for|to|on|of)\s(?!\S+\s?\?)[^:=\n?.]{1,40}?(?=\s?[:=]|\s(?:is|was)\s))?"
_MARKED = re.compile(
    rf"(?i:{_SHORT_NAME})[\"']?(?i:{_WHOSE})"
    r"(?:[ \t]{0,3}(?:[:=]|=>|->)[ \t]{0,2}|\s?-\s|\? ?(?i:it'?s) )"
    r"(?P<quote>[\"'`*]{0,3})(?P<value>\S{4,80})"
)
_SAID = re.compile(
    rf"(?i:{_NAME}{_WHOSE}\s(?:is|was|are)(?:\s(?:now|still|currently))?|"
    rf"(?:changed?|set|reset|updated?)\s(?:\w+\s){{0,3}}?{_NAME}{_WHOSE}\s(?:to|as)"
    rf"|{_NAME}\s(?:has been |was |is )?(?:now )?(?:changed|set|reset|updated) to)[\s:]\s?"
    r"(?P<quote>[\"'`*]{0,3})(?P<value>\S{4,80})(?P<then>\s?\S{0,14})"
)
_BARE = re.compile(
    rf"(?i:{_NAME}(?:'s|,)?)\s(?P<quote>[\"'`*]?)"
    r"(?P<value>(?=[^\s=/:]{0,60}[0-9])(?=[^\s=/:]{0,60}[A-Za-z])[^\s=/:]{6,60})(?![=/:])"
)
_ANSWERED = re.compile(  # a question, then nothing but what looks like a password
    rf"(?i:{_NAME})[^\n?]{{0,40}}[?:]\s?\n\s?(?i:it'?s\s)?(?P<quote>[\"'`*]?)"
    r"(?P<value>(?=[^\s=/:]{0,60}[0-9])(?=[^\s=/:]{0,60}[A-Za-z])[^\s=/:]{6,60})(?=\s*$)"
)
_PASS = re.compile(
    r"(?i:(?<![A-Za-z0-9])(?:root|admin|db|wifi|wi-fi|my|new|temp|prod|user|guest|server|"
    r"vpn|ssh|sudo|the)"
    r"\spass(?:\sis)?\s)(?P<quote>[\"'`*]?)(?P<value>\S{4,80})"
)
_PASS_BEHIND = re.compile(  # "user jo / pass Blue42"
    r"(?i:[/|+\n]\s?pass\s|(?<![a-z0-9])u(?:n|ser)?: ?\S{2,40}[ ,/|\n]{1,3}p: ?)(?P<quote>[\"'`*]?)"
    r"(?P<value>(?=[^\s=/:]{0,60}[0-9])(?=[^\s=/:]{0,60}[A-Za-z])[^\s=/:]{6,60})(?![=/:])"
)
_BEFORE = re.compile(  # "Blue#42 is the new password"
    r"(?:(?<!\S)|(?<=[\"'`*]))(?P<quote>)(?P<value>(?=[^\s:/]{0,40}[0-9])(?=[^\s:/]{0,40}[A-Za-z])"
    r"[^\s\"'`*:/,;()]{6,40})[\"'`*]{0,2}\s(?i:(?:is|as|for)\s(?:the|my|our|his|her|your|ur)\s"
    rf"(?:[a-z-]{{1,15}}\s){{0,2}}?{_NAME}"
    r"(?=\s*(?:$|[.,!;:)\n])|\s(?:for|on|to|now|if|and|btw|fyi|pls|please|in|of)(?![a-z])))"
)
_PLAIN = re.compile(  # nothing but "my password is swordfish"
    rf"(?i:{_NAME}{_WHOSE}\sis\s)(?P<quote>)(?P<value>[A-Za-z]{{5,20}})(?=[.!]?\s*$)", re.MULTILINE
)
_TAG = re.compile(
    r"(?i:<[a-z:_-]{0,20}(?:password|passwd|pwd)>)(?P<quote>)(?P<value>[^\s<>]{4,80})(?=</)"
)
_PAIR = re.compile(
    r"(?i:(?<![A-Za-z0-9])(?:(?:log(?:ged)?[ -]?in|sign[ -]?in|account|user)"
    r"(?:\s(?:for|to|on|info|details)(?:\s[^\s/:]{1,20}){1,3}?)?(?:\s(?:is|with|as|using)|\s?[:=])|"
    r"(?:creds|credentials)(?:\s(?:for|to|on)(?:\s[^\s/:]{1,20}){1,3}?)?(?:\s(?:is|are)|"
    r"\s?[:=])?)\s?)"
    r"(?P<quote>[\"'`*]?)[A-Za-z0-9][A-Za-z0-9._@\\-]{1,50}\s?[/|:]\s?(?P<value>[^\s/]{4,60})"
)
_QUOTED = re.compile(
    rf"(?i:{_SHORT_NAME})[\"']?(?i:{_WHOSE})\s{{0,2}}(?:(?:[:=]|=>|is)\s{{0,2}})"
    r"(?P<quote>[\"'`])(?P<value>[^\"'`\n]{4,60})(?P=quote)"
)
_OPTION = re.compile(
    r"(?:--(?:pass(?:word)?|pwd)[ =]|sshpass -p ?|mysql(?:dump|admin)?(?: [^\n]{0,80}?)? -p|"
    r"curl [^\n]{0,120}?(?:-u|--user) "
    r"?[\"']?[^\s:]{1,60}:)"
    r"(?P<quote>[\"'`]?)(?P<value>[^\s\"'`]{4,80})"
)
_PIN_AT_ONCE = re.compile(
    r"(?i:(?<![A-Za-z0-9])(?:door|gate|alarm|voicemail|atm|garage|lockbox)\s(?:pin|code|passcode)\s)"
    r"(?P<quote>)(?P<value>\d{4,8})(?![A-Za-z0-9]|[.:/-]\d)"
)
_PIN = re.compile(
    r"(?i:(?<![A-Za-z0-9])(?:(?:door|gate|access|alarm|card|atm|my|his|her|entry|voicemail)\s)?"
    r"(?:pin|passcode|pass code|"
    r"(?:alarm|door|gate|access|entry|garage|lockbox|security)\scode)(?:\s?(?:code|number|#))?"
    rf"{_WHOSE}\s?(?:is|was|:|=)\s?)(?P<quote>[\"'`*]?)(?P<value>\d{{4,8}})(?![A-Za-z0-9]|[.:/-]\d)"
)
_ENDING = re.compile(
    r"[\"'`*)\]},.;!]{0,3}\s{0,2}(?:$|\n|(?:and|for|user|login|username)(?![A-Za-z])|[&/])"
)
_SHORTEST = 4
_WRAPPING = "\"'`*)]}>,.;:|_"
_MEASURE = re.compile(
    r"\s?(?:days?|chars?|characters|times?|min(?:ute)?s?|hours?|years?|months?|is an? "
    r"(?:bad|weak))",
    re.IGNORECASE,
)
_DESCRIBING = re.compile(  # how it is, not what it is: "outdated", "mandatory"
    r"(?i:ed|ing|able|ible|ly|ive|ent|ant|al|ic|ous|ful|less|en|ory|ary|que)$"
)
_COMPLEX = re.compile(r".*(?:[0-9]|[!@#$%^&*+=?~]|[a-z][A-Z]|\w_\w)")
_LINKLIKE = re.compile(r"(?:https?://|www\.|mailto:|<|@\w+$|\d{1,2}/\d{1,2}/\d{2})", re.IGNORECASE)


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per password."""
    seen: set[int] = set()
    for form, confidence, needs_looks in _FORMS:
        for written in form.finditer(part.text):
            start = written.start("value")
            value = _unwrapped(written)
            if start in seen or not _can_be_one(value, written, needs_looks=needs_looks):
                continue
            seen.add(start)
            yield Finding(
                label=LABEL,
                part=part.name,
                start=start,
                end=start + len(value),
                confidence=confidence,
                because="named as a password",
            )


_FORMS = (
    (_QUOTED, 0.9, False),
    (_MARKED, 0.9, False),
    (_SAID, 0.9, True),
    (_OPTION, 0.9, False),
    (_TAG, 0.9, False),
    (_BEFORE, 0.85, True),
    (_PASS_BEHIND, 0.8, True),
    (_PAIR, 0.8, True),
    (_PIN, 0.75, False),
    (_PIN_AT_ONCE, 0.7, False),
    (_ANSWERED, 0.8, True),
    (_PASS, 0.8, True),
    (_BARE, 0.7, True),
    (_PLAIN, 0.6, False),
)


def _unwrapped(written: re.Match[str]) -> str:
    value = written["value"]
    if written.re is _QUOTED:  # the quotes say where it ends
        return value
    quote = written["quote"][-1:]
    if quote and quote in value:
        return value[: value.index(quote)]
    trimmed = value.rstrip(_WRAPPING + "?")
    bare = trimmed.rstrip("!")
    # After a plain word it is the sentence's mark, not the password's.
    return trimmed if _COMPLEX.match(bare) else bare


def _can_be_one(value: str, written: re.Match[str], *, needs_looks: bool) -> bool:
    if len(value) < _SHORTEST or ORDINARY.fullmatch(value.strip("!?")) or is_placeholder(value):
        return False
    if value.isdigit() and written.re is _PAIR:  # a host and its port
        return False
    if _LINKLIKE.match(value) or _MEASURE.match(
        written.string, written.start("value") + len(value)
    ):
        return False
    if written.re is _PLAIN:
        return not _DESCRIBING.search(value)
    if written["quote"] or _COMPLEX.match(value):
        return True
    return not needs_looks and _stands_alone(written, value)


def _stands_alone(written: re.Match[str], value: str) -> bool:
    """Whether a plain word is all that was said: "pw: swordfish", not "password - ask Jo"."""
    said = written.string[written.start() : written.start("value")]
    end = written.start("value") + len(value)
    return said.rstrip()[-1:] != "-" and _ENDING.match(written.string, end) is not None
