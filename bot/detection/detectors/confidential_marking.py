"""Finds confidentiality markings.

Words of marking practice (32 CFR 2002 for CUI; attorneys' and companies' legends). One word counts
only as a marking: in capitals, or at the head of a line before a colon, dash or bracket. Longer
legends ("internal use only") count wherever they stand. Prose about confidentiality is quiet.

Misses: markings in pictures, house-made legends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.context import is_near, words
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "CONFIDENTIAL_MARKING"
GATE = (
    r"(?i)confidential|privileged|attorney|internal use|official use|distribut|\bfouo\b|\bcui\b|"
    r"proprietary|trade secret|top secret|secret//|\bsbu\b|\btlp:|"
    r"law enforcement sens|embargo|disclos"
)

_LEGEND = re.compile(
    r"""
    (?<![A-Za-z0-9])(?:
      attorney[ -/]{1,3}client[ ](?:privileged(?:[ ](?:and|&)[ ]confidential)?
        |privilege(?=[ ]*[-:\]*)]))
    | (?:privileged|proprietary)[ ]?(?:and|&|/|,)[ ]?confidential
    | confidential[ ]?(?:and|&|/|,)[ ]?(?:privileged|proprietary)
    | attorney[ ]work[ ]product
    | (?:for[ ])?internal[ ]use[ ]only | (?:for[ ])?official[ ]use[ ]only
    | not[ ]for[ ](?:public[ ]|external[ ]|further[ ])?(?:distribution|disclosure|release)
    | do[ ]not[ ](?:distribute|disclose)
        (?=[ ]*(?:[^A-Za-z ]|$)|[ ](?:outside|beyond|without|extern))
    | (?:company|strictly|highly|business)[ ]confidential
    | tlp:[ ]?(?:red|amber(?:\+strict)?)
    | law[ ]enforcement[ ]sensitive | controlled[ ]unclassified[ ]information
    )(?![A-Za-z0-9])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CAPITALS = re.compile(
    r"(?<![A-Za-z0-9_=-])(?:CONFIDENTIAL|PROPRIETARY|PRIVILEGED|FOUO|U//FOUO|SBU|CUI//[A-Z/-]{2,30}|"
    r"TRADE SECRET|TOP SECRET(?://[A-Z/]{2,30})?|SECRET//[A-Z/]{2,30}|EMBARGOED|"
    r"ATTORNEY[ -]CLIENT PRIVILEGE)"
    r"(?![A-Za-z0-9_=])"
)
_AT_THE_HEAD = re.compile(
    r"(?:^|\n|[Ss]ubject: ?|[Cc]lassification: ?)[\s*_>`#]{0,4}(?P<open>[\[({]?)"
    r"(?P<marking>(?i:confidential|proprietary|privileged|cui|embargoed))"
    r"(?=(?:[\])}*_`]{0,3}\s?(?:[:|\n]|//\s|[-–—]\s|$)|[\])}]))"
)
_TALK = words(
    r"not|isn't|is this|are these|is that|is it|was this|no longer|"
    r"should (?:this|it|we)|mark(?:ed|ing)?"
    r"|label(?:l?ed|l?ing)?|stamp(?:ed)?|policy|template|what does|what is|the word|training|means?"
)
_SAID_OF_IT = re.compile(
    r"\s(?:is|was|were|means|training|bins?|hotline|waste|markings?|polic(?:y|ies))(?![A-Za-z])"
)
_ASKED = re.compile(r"[^\n.!]{0,60}\?")


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per marking."""
    taken: list[tuple[int, int]] = []
    for form in (_LEGEND, _AT_THE_HEAD, _CAPITALS):
        for written in form.finditer(part.text):
            span = written.span("marking") if "marking" in form.groupindex else written.span()
            if any(span[0] < end and start < span[1] for start, end in taken):
                continue
            if form is not _AT_THE_HEAD and _is_talk(part.text, span):
                continue
            taken.append(span)
            yield Finding(
                label=LABEL,
                part=part.name,
                start=span[0],
                end=span[1],
                confidence=0.85,
                because="a marking, by its wording or its place",
            )


def _is_talk(text: str, span: tuple[int, int]) -> bool:
    """Whether people talk about markings here, or ask whether one belongs."""
    if _SAID_OF_IT.match(text, span[1]) or _ASKED.match(text, span[1]):
        return True
    return is_near(text, span, _TALK, before=25, after=0)
