"""Finds US driver's licence numbers.

Every state has its own form (AAMVA; each shape below names states that use it), and most are plain
digits: the number counts only beside its name.

Misses: numbers that are not called a driver's licence.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.detection.context import is_near, words
from bot.detection.labelled import labelled, values
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "US_DRIVER_LICENSE"
GATE = r"(?i)li[cs]en[cs]e|\bdln?\b|\blic\b|drivers? id"

_STATES = (
    "A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|"
    "T[NX]|UT|V[AT]|W[AIVY]"
)
_NAMES = (
    r"driver'?s?'? ?(?:li[cs]en[cs]e|lic\.?|id)(?: ?(?:number|num|no\.?|#))?"
    r"(?:\s\(?[a-z]{2}\)?(?=\s[A-Z0-9#]))?"
    rf"|(?-i:{_STATES}) dl(?=\s?[#:A-Z0-9])|dl(?= ?(?:number|num\b|no\b|#|:|is\b))|"
    rf"dl(?= [a-z]\d{{7}})|dln|"
    rf"operator'?s licen[cs]e"
)
_SHAPES = (
    r"[A-Z]\d{3}[- ]\d{3}[- ]\d{2}[- ]\d{3}[- ]\d",  # FL, MD, MI, MN as printed
    r"[A-Z]\d{3,4}[- ]\d{4}[- ]\d{4}(?:[- ]\d{2})?",  # IL, WI as printed
    r"[A-Z]\d{2}[- ]\d{3}[- ]\d{3}",  # KY
    r"\d{3}[- ]\d{3}[- ]\d{3}|\d{2}[- ]\d{3}[- ]\d{3,4}",  # KY, NY, CO
    r"[A-Z]{1,2}\d{5,14}",  # AZ, CA, MA, NJ, OH, VA, FL, IL, WI, MD, MI, MN in one run
    r"[A-Z]{3}\d{6}|[A-Z]{3}\*{0,2}\w{2}\d{3}\w{2}|WDL[A-Z0-9]{9}",  # WA
    r"\d{2}[A-Z]{3}\d{5}|\d{3}[A-Z]{2}\d{4}|[A-Z]{2}\d{6}[A-Z]|\d[A-Z]\d{8}",  # NH, ND, ID, VT
    r"\d{6,12}",  # NC, TX, GA, PA, NY, TN, SC, AL, CO, CT and others
)
_NAMED = labelled(_NAMES, "|".join(_SHAPES))
_SOME_LICENCE = labelled(r"(?:licen[cs]e|lic\.?) ?(?:number|num|no\.?|#)", "|".join(_SHAPES[:5]))
_OF_A_STATE = labelled(rf"(?-i:{_STATES}) (?:licen[cs]e|lic\.?)", "|".join(_SHAPES[:4]))
_DRIVER_WORD = words(r"driver'?s?'?|driving|dl|cdl|dmv|class [abcdm]")


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per driver's licence number."""
    named = [(s, e) for form in (_NAMED, _OF_A_STATE) for s, e, _ in values(form, part.text)]
    for start, end, _ in values(_SOME_LICENCE, part.text):
        if (start, end) not in named and is_near(part.text, (start, end), _DRIVER_WORD):
            named.append((start, end))
    for start, end in named:
        yield Finding(
            label=LABEL,
            part=part.name,
            start=start,
            end=end,
            confidence=0.85,
            because="a state's form, named as a driver's licence",
        )
