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
from itertools import chain

import ahocorasick
import re2

from bot.detection.nobody import listed
from bot.detection.placeholders import is_placeholder
from bot.detection.secret_formats import FORMATS, SecretFormat
from bot.detection.taken_spans import TakenSpans
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "API_KEY"
GATE = r"\S{15}"  # no form, and no value that is called a key, is shorter

_VALUE = r"(?P<value>[A-Za-z0-9_+/.=~-]{16,200})(?![A-Za-z0-9_+/~(-])"
_NAMED = re.compile(
    r"(?i:(?<![A-Za-z])(?:x-)?(?:[a-z0-9]{1,20}[ _-])?(?:api[ _-]?(?:key|token|secret)|apikey|"
    r"secret[ _-]?(?:access[ _-]?)?key|access[ _-]?(?:key|token)|"
    r"auth(?:entication|orization)?[ _-]?token|bearer(?:[ _-]?token)?|client[ _-]?secret|"
    r"app[ _-]?secret|signing[ _-]?(?:secret|key)|master[ _-]?key|unseal[ _-]?key|deploy[ _-]?key|"
    r"encryption[ _-]?key|refresh[ _-]?token|personal access token|webhook[ _-]?secret|"
    r"service[ _-]?(?:account[ _-]?)?key|private[ _-]?token|token|secret|pat)"
    r"[\"'`]?(?:\s(?:for|to|on)\s[^:=\n]{1,30}?|,\s[^:=\n]{1,25}?(?=:))?"
    r"(?:\s?(?:is|was|[:=]|=>|->|→)\s?|(?<=bearer)\s|(?<=key)\s|(?<=token)\s|(?<=secret)\s)"
    rf"(?:bearer\s|now\s)?)[\"'`*]{{0,3}}{_VALUE}"
)
# "STRIPE_KEY=…"; what a key of a table, a cache or the public is called is no secret.
_VARIABLE = re.compile(
    r"(?<![A-Za-z0-9_])(?!(?:[A-Z0-9]{1,20}_)?(?:PUBLIC|PRIMARY|FOREIGN|PARTITION|SORT|CACHE|REGISTRY|"
    r"PUBLISHABLE|HASH|INDEX|ROUTING|MESSAGE)_)[A-Z][A-Z0-9_]{1,40}_(?:KEY|TOKEN|SECRET|PAT|SAS|APIKEY|CREDENTIALS)"
    rf"[\"']?\s?[:=]\s?[\"'`]?{_VALUE}"
)
_COOKIE = re.compile(
    r"(?i:(?:cookie|devtools)[^\n]{0,80}?(?<![A-Za-z])[a-z0-9_.-]{0,16}(?:sess|sid|auth|token|jwt)"
    r"[a-z0-9_.-]{0,12}=)(?P<value>[A-Za-z0-9_+/.=%~-]{16,400})"
)
_KEY_OF_A_SERVICE = r"(?:key|token|secret|creds)(?:\s?(?:is|[:=]|->|→)\s?|\s)"
_BEHIND_A_SERVICE = re2.compile(rf"(?i:{_KEY_OF_A_SERVICE})[\"'`]?[A-Za-z0-9_+/.=~-]{{16}}")
_NAMED_GATE = (
    "key",
    "token",
    "secret",
    "bearer",
    "pat",
    "_sas",
    "_credentials",
    "cookie",
    "devtools",
)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DUMMY = re.compile(
    r"example|x{4}|(?<![a-z])your|0{12}|1234567890abcdef|abcdefghij|0123456789|([B-Zb-z1-9])\1{7}",
    re.IGNORECASE,
)
_NEARBY = 80


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per key, of a known form first, then by name."""
    # A common keyword occurs again and again: what it stands for is looked up once.
    found = {stands_for for _, stands_for in _keywords().iter(part.text.lower())}
    hits = set(chain.from_iterable(found))
    taken = TakenSpans()
    for index in sorted(hit for hit in hits if hit >= 0):
        for span in _of_form(part.text, index):
            if taken.take(*span):
                yield _finding(part, span, 0.95, f"the form of a {FORMATS[index].service}")
    if -1 in hits:
        for span in _named(part.text):
            if taken.take(*span):
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
        if _is_published(value):
            continue
        if near is None or (_is_mixed(value) and near.search(text, max(0, start - _NEARBY), start)):
            yield start, end


def _named(text: str) -> Iterator[tuple[int, int]]:
    forms = (_NAMED, _VARIABLE, *_services_worth_a_try(text), _COOKIE)
    for form in forms:
        for written in form.finditer(text):
            if _looks_like_a_key(written["value"]):
                yield written.span("value")


def _services_worth_a_try(text: str) -> tuple[re.Pattern[str], ...]:
    """Return the pattern of the services' names where a key may follow one: it is a slow one."""
    return (_service_key(),) if _BEHIND_A_SERVICE.search(text) else ()


@cache
def _service_key() -> re.Pattern[str]:
    """Return the pattern for "datadog key …", with the services that have a form."""
    names = {known.service.split()[0].lower() for known in FORMATS} - {"json"}
    named = "|".join(sorted(map(re.escape, names)))
    return re.compile(
        rf"(?i:(?<![A-Za-z])(?:{named})(?:'s)?\s(?:[a-z]{{2,12}}\s)?{_KEY_OF_A_SERVICE})[\"'`]?{_VALUE}"
    )


def _is_published(value: str) -> bool:
    """Whether the value is a documented example, or one that nobody could have been given."""
    return value in listed("keys") or _DUMMY.search(value) is not None


def _is_mixed(value: str) -> bool:
    return any(map(str.isdigit, value)) and any(map(str.isalpha, value))


def _looks_like_a_key(value: str) -> bool:
    return (
        _is_mixed(value)
        and not _is_published(value)
        and not is_placeholder(value)
        and not _UUID.fullmatch(value)
    )


def _finding(part: TextPart, span: tuple[int, int], confidence: float, because: str) -> Finding:
    return Finding(
        label=LABEL,
        part=part.name,
        start=span[0],
        end=span[1],
        confidence=confidence,
        because=because,
    )
