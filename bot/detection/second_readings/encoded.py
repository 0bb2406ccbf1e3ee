"""Reads what is encoded beside the name of a secret, or where it is said to be encoded.

Nothing is decoded on suspicion: the name of a secret or an identifier must stand right before it,
or a word such as "base64" near. What is read is looked at by itself, and as what the name calls it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.context import is_near, words
from bot.detection.second_readings.decoding import find_encoded
from bot.detection.second_readings.rereading import Reread, SecondReading, Span

_SECRETS = (
    r"pass(?:word|phrase|code|wd)?s?|pwd?|pins?|creds|credentials?|log-?ins?|secrets?|"
    r"authorization: basic"
)
_IDENTIFIERS = (
    r"api[ _-]?keys?|access[ _-]?keys?|tokens?|keys?|connection strings?|"
    r"ssns?|s[ -]s[ -]n|social(?: security)?(?: (?:number|no))?|itins?|f?eins?|tax id|"
    r"(?:credit |debit |payment )?cards?(?: (?:number|no))?|visa|mastercard|amex|cc|"
    r"(?:bank )?(?:account|acct)(?: (?:number|no))?|routing(?: (?:number|no))?|aba|iban|"
    r"npi|mrn|mbi|medicaid(?: id)?|member id|dob|passports?(?: (?:number|no))?|"
    r"driver'?s licen[cs]e|phones?(?: (?:number|no))?|cell|e-?mails?|vin|addresse?s?"
)
_ENCODINGS = (
    r"base ?-?64(?:url)?|b64|encod(?:ed?|ing)|decod(?:ed?|es|ing)|hex(?:adecimal)?|atob|btoa"
)
_NAME = words(rf"(?P<secret>{_SECRETS})|{_IDENTIFIERS}")
_ENCODING = words(_ENCODINGS)
_BESIDE = re.compile(r"[^0-9A-Za-z\n]{1,6}(?:(?:is|are|was|as)\s{1,2})?")
_BEFORE, _AFTER = 60, 40
_LONGEST_PASSWORD = 60

# What looks encoded: a small letter before a capital, "=" at the end, or the bytes of plain text.
_LOOKS = (
    r"(?:[A-Za-z0-9+/_-]{0,20}[a-z][A-Z]|[A-Za-z0-9+/_-]{6,}=|"
    r"(?:(?:0x|\\x|%)?[2-7][0-9A-Fa-f][ :,-]{0,2}){4})"
)
GATE = (
    rf"(?i:(?:^|[^0-9A-Za-z])(?:{_ENCODINGS}))|(?i:{_SECRETS}|{_IDENTIFIERS})[^0-9A-Za-z\n]{{1,6}}"
    rf"(?:(?i:is|are|was|as)\s{{1,2}})?{_LOOKS}"
)


def reread(text: str, start: int = 0) -> Iterator[Reread]:
    """Yield what is encoded in the text: each by itself and after its name, a line each."""
    lines: list[str] = []
    made: list[Span] = []
    origins: list[Span] = []
    length = 0
    for begin, end, decoded in find_encoded(text, start):
        for head, tail in _ways_to_call(text, (begin, end), decoded):
            lines += (head, decoded, tail)
            place = length + len(head)
            made.append((place, place + len(decoded)))
            origins.append((begin, end))
            length = made[-1][1] + len(tail)
    if made:
        yield Reread("".join(lines), tuple(made), tuple(origins))


def _ways_to_call(text: str, span: Span, decoded: str) -> Iterator[tuple[str, str]]:
    """Yield what to put before and behind what was decoded; nothing if nobody calls it anything."""
    name = _name_near(text, span)
    if not is_near(text, span, _ENCODING) and not _is_beside(text, name, span):
        return
    yield "", "\n\n"
    if name is not None:
        yield f"{name[0]}: ", "\n\n"
    if name is not None and name["secret"] and _may_be_a_password(decoded):
        yield 'password: "', '"\n\n'


def _name_near(text: str, span: Span) -> re.Match[str] | None:
    """Return the last name before the stretch, else the first behind it."""
    before = list(_NAME.finditer(text, max(0, span[0] - _BEFORE), span[0]))
    return before[-1] if before else _NAME.search(text, span[1], span[1] + _AFTER)


def _is_beside(text: str, name: re.Match[str] | None, span: Span) -> bool:
    return name is not None and _BESIDE.fullmatch(text, name.end(), span[0]) is not None


def _may_be_a_password(decoded: str) -> bool:
    return len(decoded) <= _LONGEST_PASSWORD and not any(mark in decoded for mark in "\"'`\n")


ENCODED = SecondReading(name="encoded", gate=GATE, reread=reread, because="encoded")
