"""Finds numbers of court and agency cases.

Federal form: "1:23-cv-01234" (uscourts.gov, CM/ECF). State courts write year, kind of case and
number in many orders ("19 CRS 012345", "2021-CF-001234"). Anything else counts only beside
"docket", or beside "case number" when it is no support, test or use case.

Misses: numbers that are called by nothing but "case".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.context import is_near, words
from bot.detection.labelled import labelled, values
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "CASE_NUMBER"
GATE = (
    r"\d{2}-(?:[A-Za-z]{2,4})-\d{2}|\b\d{2,4}[ \-]?[A-Z]{1,4}[ \-]?\d{3}|"
    r"\b[A-Z]{2,4}-\d{2,4}-\d{3}|"
    r"(?i)docket|case|cause n|matter n"
)

_FEDERAL = re.compile(
    r"(?<![A-Za-z0-9:-])(?:\d{1,2}:)?\d{2}-(?:cv|cr|mj|bk|md|mc|ap|po|br|CV|CR|MJ|BK|MD|MC|"
    r"AP|PO|BR)-"
    r"\d{3,6}(?:-[A-Z]{2,4}){0,3}(?![A-Za-z0-9])"
)
_KINDS = (
    "CVS|CVD|CVM|CV|CRS|CR|CIV|CRIM|CF|CM|CA|CC|DR|DV|FA|FC|JA|JB|JD|JT|JV|MH|PR|SC|SP|TR|"
    "DC|SUP|CI|CH"
)
_STATE = re.compile(
    rf"(?<![A-Za-z0-9-])(?:(?:19|20)?\d{{2}}[ -]?(?:{_KINDS})[ -]?\d{{3,7}}"
    rf"|(?:{_KINDS})-(?:19|20)?\d{{2}}-\d{{3,7}})(?:-[A-Z0-9]{{1,4}})?(?![A-Za-z0-9])"
)
# What another number of the message is called is no part of this one.
_OTHER_NAMES = r"(?!(?:SSN|ITIN|F?EIN|TIN|MRN|DOB|DLN?|NPI|DEA|ABA|IBAN|VIN)[ :])"
_VALUE = (
    rf"(?:{_OTHER_NAMES}[A-Z0-9]{{1,6}}[-:/ ]){{0,4}}"
    r"[A-Z]{0,3}\d{3,10}(?:-[A-Z0-9]{1,6}){0,3}"
)
_DOCKET = labelled(r"dockets?(?: ?(?:number|num|no\.?|#))?|cause ?(?:number|no\.?|#)", _VALUE)
_CASE = labelled(r"(?:case|matter)(?:s)? ?(?:file ?)?(?:numbers?|num|no\.?|nbr|#|id)", _VALUE)
_YEARLY = labelled(
    r"cases?|matter|file", r"(?:(?:19|20)\d{2}-[A-Z0-9]{2,8}|\d{2}-\d{4,7})(?:-[A-Z0-9]{1,6}){0,2}"
)
_COURT_WORD = words(
    "court|judge|hearing|docket|plaintiff|defendant|attorney|counsel|lawsuit|litigation|filed|"
    "settlement|depositions?|subpoena|county|superior|district|magistrate|prosecutor|da|"
    "arraign(?:ed|ment)|indict(?:ed|ment)|charged|convict(?:ed|ion)|custody|divorce|"
    "probation|parole|"
    "juvenile|cps|dss|child welfare|eeoc|grievance|investigation|investigator|police|sheriff|"
    "deputy|detective|warrant|"
    "caseworker|social worker|victim|witness|arrest(?:ed)?|appeal|vs?"
)
_CASE_WORD = words("cases?")
_OTHER_CASE = words(
    "support|test|tests|use|edge|ticket|salesforce|zendesk|servicenow|customer|vendor|help ?desk|"
    "microsoft|aws|oracle|cisco|dell|bug|jira|qa|upper|lower|phone|rma|warranty|tac"
)


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per case number."""
    yield from _by_form(part)
    yield from _by_name(part)


def _by_form(part: TextPart) -> Iterator[Finding]:
    for written in _FEDERAL.finditer(part.text):
        yield _finding(part, written.span(), 0.95, "form of a federal case number")
    for written in _STATE.finditer(part.text):
        named = is_near(part.text, written.span(), _COURT_WORD) or _is_called_a_case(part, written)
        if named and not _is_another_case(part, written.span()):
            yield _finding(part, written.span(), 0.9, "form of a court's case number, named so")


def _by_name(part: TextPart) -> Iterator[Finding]:
    for start, end, _ in values(_DOCKET, part.text):
        yield _finding(part, (start, end), 0.85, "named as a docket")
    for named, quietly in ((_CASE, 0.65), (_YEARLY, 0.0)):
        for start, end, _ in values(named, part.text):
            in_court = is_near(part.text, (start, end), _COURT_WORD, before=80, after=80)
            confidence = 0.85 if in_court else quietly
            if confidence and not _is_another_case(part, (start, end)):
                yield _finding(part, (start, end), confidence, "named as a case number")


def _is_called_a_case(part: TextPart, written: re.Match[str]) -> bool:
    return is_near(part.text, written.span(), _CASE_WORD, before=20, after=0)


def _is_another_case(part: TextPart, span: tuple[int, int]) -> bool:
    return is_near(part.text, span, _OTHER_CASE, before=40, after=20)


def _finding(part: TextPart, span: tuple[int, int], confidence: float, because: str) -> Finding:
    return Finding(
        label=LABEL,
        part=part.name,
        start=span[0],
        end=span[1],
        confidence=confidence,
        because=because,
    )
