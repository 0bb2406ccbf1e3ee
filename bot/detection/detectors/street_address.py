"""Finds street addresses: number, street and its kind, with unit, city and ZIP if they follow.

Kinds of street: USPS Publication 28, appendix C1. A street in title case counts; in small letters
only after a word such as "lives" or "address". P.O. boxes count.

Misses: streets without a kind ("1 Broadway"), addresses of other countries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.context import is_near, words
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "STREET_ADDRESS"
_KINDS = (
    "street|st|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|circle|cir|terrace|"
    "ter|place|pl|parkway|pkwy|highway|hwy|trail|trl|way|plaza|plz|alley|crescent|square|sq|loop|"
    "run|row|crossing|xing|pike|turnpike|cove|point|pt|ridge|commons"
)
GATE = rf"(?i)\d[a-z]?\s(?s:.*)\b(?:{_KINDS})\b|\d\s(?s:.*)\b(?:route|rte) \d|\bp\.? ?o\.? ?box"

_UNIT = (
    r"(?:,?\s(?i:apt|apartment|suite|ste|unit|floor|fl|bldg|building|lot|rm|"
    r"#)\.?\s?#?[A-Za-z0-9-]{1,6})?"
)
_PLACE = (
    r"(?:,?\s(?:[A-Z][A-Za-z.'-]{1,20}\s?){1,3},?\s(?:[A-Z]{2}|"
    r"[A-Z][a-z]{3,12}(?:\s[A-Z][a-z]{3,9})?)"
    r"\.?(?:,?\s\d{5}(?:-\d{4})?)|"
    r",\s(?:[A-Z][A-Za-z.'-]{1,20}\s?){1,3}(?:,\s?[A-Z]{2})?(?![A-Za-z]))?"
)
_WAY = r"(?:(?:[NSEW]|[NS][EW]|North|South|East|West|N\.|S\.|E\.|W\.)\s)?"
_TITLE = re.compile(
    rf"(?<![A-Za-z0-9.,$#/:-])\d{{1,6}}[A-Z]?(?:-\d{{1,4}})?\s{_WAY}"
    r"(?P<name>(?:[A-Z][A-Za-z'.]{1,20}|\d{1,3}(?:st|nd|rd|th))(?:\s[A-Z][A-Za-z'.]{1,20}){0,3}?)\s"
    rf"(?P<kind>(?i:{_KINDS}))(?![A-Za-z'])\.?(?:\s(?:[NSEW]|[NS][EW])(?![A-Za-z]))?{_UNIT}{_PLACE}"
)
_SMALL = re.compile(
    rf"(?<![A-Za-z0-9.,$#/:-])\d{{1,6}}[a-z]?\s(?:[nsew]\.?\s|north\s|south\s|east\s|west\s)?"
    r"(?P<name>(?:[a-z][a-z'.]{1,20}|\d{1,3}(?:st|nd|rd|th))(?:\s[a-z][a-z'.]{1,20}){0,2}?)\s"
    rf"(?P<kind>{_KINDS})(?![A-Za-z'])\.?"
    r"(?:,?\s(?:apt|apartment|suite|ste|unit|#)\.?\s?#?[A-Za-z0-9-]{1,6})?",
)
_NUMBERED = re.compile(
    r"(?<![A-Za-z0-9.,$#/:-])\d{3,6}\s(?:[NSEW]\s)?(?:Old\s)?(?:(?:US\s|U\.S\.\s)?(?:Highway|Hwy)|(?:County|State|US)\s"
    r"(?:Highway|Hwy|Route|Rte|Road|Rd))\s\d{1,4}(?:\s[NSEW])?(?![A-Za-z0-9]|[.-]\d)"
    rf"{_UNIT}{_PLACE}"
)
_BOX = re.compile(rf"(?<![A-Za-z0-9])(?i:p\.? ?o\.? ?box)\s#?\d{{1,7}}(?![A-Za-z0-9]){_PLACE}")
_NO_STREET = words(
    "google|hard|usb|flash|thumb|disk|shared|one|test|tape|network|hours?|minutes?|mins?|"
    "days?|weeks?|"
    "months?|years?|miles?|km|times?|people|more|way|lane|star|dollars?|bucks?|percent|of|"
    "the|in|on|at|to|"
    "for|and|or|a|an|this|that|is|was|are|were|per|long|new|food|blood|fund|donation|hiring|sales|budget|habits|toy|coat|charity|vaccin(?:e|ation)|pledge|membership"
)
_LIVING = words(
    "lives?|living|lived|address|addr|home|house|mail|mailed|ship(?:ped|ping)?|"
    "deliver(?:ed|y)?|moved|"
    "moving|located|apt|apartment|residence|resides?|stay(?:s|ing)?|send (?:it|them|this)|"
    "property|at"
)


_YEAR = re.compile(r"(?:19|20)\d{2}\s")
_SINCE = re.compile(r"(?<![A-Za-z])(?:[Ii]n|[Ss]ince|[Bb]y|[Oo]f|[Dd]uring|[Ff]or)\s$")


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per street address."""
    numbered = {written.start(): written for written in _NUMBERED.finditer(part.text)}
    for written in numbered.values():
        yield _finding(part, written, 0.8, "number and a numbered road")
    for written in _TITLE.finditer(part.text):
        if written.start() in numbered:
            continue
        if not _NO_STREET.search(written["name"]) and not _is_ordinary_way(written):
            yield _finding(part, written, 0.85, "number, street and its kind")
    for written in _SMALL.finditer(part.text):
        lived_at = is_near(part.text, written.span(), _LIVING, before=40, after=0)
        if lived_at and not _NO_STREET.search(written["name"]):
            yield _finding(part, written, 0.7, "number, street and its kind, a word of living near")
    for written in _BOX.finditer(part.text):
        yield _finding(part, written, 0.85, "a post office box")


def _is_ordinary_way(written: re.Match[str]) -> bool:
    """Whether a small "way" or "drive" follows capitals that begin a sentence, not a street."""
    if _YEAR.match(written[0]) and _SINCE.search(written.string, 0, written.start()):
        return True
    return written["kind"].islower() and written["kind"] in {
        "way",
        "run",
        "point",
        "drive",
        "place",
    }


def _finding(part: TextPart, written: re.Match[str], confidence: float, because: str) -> Finding:
    return Finding(
        label=LABEL,
        part=part.name,
        start=written.start(),
        end=written.start() + len(written[0].rstrip(" ,.")),
        confidence=confidence,
        because=because,
    )
