"""Finds API keys: the forms of well-known services, and values that are called a key.

The forms stand in `secret_formats.py`, each with its source; one pass over the text (Aho-Corasick)
says which are worth a try. A value that is called a key ("api_key = …") must look like one: long,
letters and digits mixed. Nothing is guessed from randomness alone, so hashes and ids stay quiet.

Misses: keys of services without a form of their own that are called nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick
import re2

from bot.detection.nobody import listed
from bot.detection.placeholders import is_placeholder
from bot.detection.secret_formats import FORMATS, SecretFormat
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "API_KEY"
GATE = ""  # the keywords of the forms are the gate

_NAMED = re.compile(
    r"(?i:(?<![A-Za-z])(?:x-)?(?:[a-z0-9]{1,20}[ _-])?(?:api[ _-]?(?:key|token|secret)|apikey|"
    r"secret[ _-]?(?:access[ _-]?)?key|access[ _-]?(?:key|token)|"
    r"auth(?:entication|orization)?[ _-]?token|"
    r"bearer(?:[ _-]?token)?|client[ _-]?secret|"
    r"app[ _-]?secret|signing[ _-]?(?:secret|key)|"
    r"encryption[ _-]?key|refresh[ _-]?token|personal access token|webhook[ _-]?secret|"
    r"service[ _-]?(?:account[ _-]?)?key|private[ _-]?token|token|secret|pat)"
    r"[\"'`]?(?:\s(?:for|to|on)\s[^:=\n]{1,30}?)?(?:\s?(?:is|was|[:=]|=>|->)\s?|"
    r"(?<=bearer)\s|(?<=key)\s|(?<=token)\s)"
    r"(?:bearer\s|now\s)?)[\"'`*]{0,3}"
    r"(?P<value>[A-Za-z0-9_+/.=~-]{16,200})(?![A-Za-z0-9_+/~(-])"
)
_NAMED_GATE = ("key", "token", "secret", "bearer", "pat")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DUMMY = re.compile(r"example|x{4}|(?<![a-z])your|0{12}|1234567890abcdef", re.IGNORECASE)
_NEARBY = 80


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per key, of a known form first, then by name."""
    hits = {hit for _, found in _keywords().iter(part.text.lower()) for hit in found}
    taken: list[tuple[int, int]] = []
    for index in sorted(hit for hit in hits if hit >= 0):
        for span in _of_form(part.text, index):
            if not _overlaps(span, taken):
                taken.append(span)
                yield _finding(part, span, 0.95, f"the form of a {FORMATS[index].service}")
    if -1 in hits:
        for written in _NAMED.finditer(part.text):
            span = written.span("value")
            if _looks_like_a_key(written["value"]) and not _overlaps(span, taken):
                yield _finding(part, span, 0.8, "named as a key, letters and digits mixed")


@cache
def _keywords() -> ahocorasick.Automaton:
    """Return the automaton; its values are the indices of forms, -1 for keys by name."""
    wanted: dict[str, set[int]] = {}
    for index, known in enumerate(FORMATS):
        for keyword in known.keywords:
            wanted.setdefault(keyword.lower(), set()).add(index)
    for keyword in _NAMED_GATE:
        wanted.setdefault(keyword, set()).add(-1)
    automaton = ahocorasick.Automaton()
    for keyword, indices in wanted.items():
        automaton.add_word(keyword, tuple(indices))
    automaton.make_automaton()
    return automaton


@cache
def _compiled(index: int) -> tuple[SecretFormat, re2._Regexp, re.Pattern[str] | None]:
    known = FORMATS[index]
    near = re.compile(known.near, re.IGNORECASE) if known.near else None
    return known, re2.compile(known.form), near


def _of_form(text: str, index: int) -> Iterator[tuple[int, int]]:
    _, form, near = _compiled(index)
    for written in form.finditer(text):
        start, end = written.span()
        value = written[0]
        if value in listed("keys") or _DUMMY.search(value):
            continue
        if near is not None and not near.search(text, max(0, start - _NEARBY), start):
            continue
        yield start, end


def _looks_like_a_key(value: str) -> bool:
    mixed = any(map(str.isdigit, value)) and any(map(str.isalpha, value))
    return (
        mixed
        and value not in listed("keys")
        and not is_placeholder(value)
        and not _UUID.fullmatch(value)
    )


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _finding(part: TextPart, span: tuple[int, int], confidence: float, because: str) -> Finding:
    return Finding(
        label=LABEL,
        part=part.name,
        start=span[0],
        end=span[1],
        confidence=confidence,
        because=because,
    )
