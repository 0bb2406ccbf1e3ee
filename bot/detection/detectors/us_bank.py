"""Finds US bank account numbers and bank routing numbers.

Routing numbers: nine digits with the check digit of the American Bankers Association (by
python-stdnum), and the name near. Account numbers have no form (NACHA: up to 17 digits): they count
only beside their name, and a plain "account number" only with a word of banking near.

Misses: account numbers that are not called one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.us import rtn

from bot.detection.context import is_called_otherwise, is_near, words
from bot.detection.labelled import LEFT, labelled, values
from bot.detection.nobody import is_nobodys
from bot.domain.finding import Finding
from bot.domain.message import TextPart

NUMBER = "US_BANK_NUMBER"
ROUTING = "US_BANK_ROUTING"
NUMBER_GATE = r"(?i)acc(?:oun)?t|a/c|checking|savings|iban|\bacc\b|deposit"
ROUTING_GATE = r"(?i)routing|\baba\b|\brtn\b|\brt\b|transit|\bach\b|\bwire"

_VALUE = r"\d(?:[ -]?\d){5,16}"
_OF_A_BANK = labelled(
    r"(?:bank|checking|chequing|savings|direct deposit|deposit|brokerage|escrow|trust|iolta|payroll"
    r"|operating|money market) (?:accounts?|"
    r"acct|acc|a/c)"
    r"|(?:checking|savings)|(?:my |his |her |their )?bank (?:number|no|#)",
    _VALUE,
)
_OF_SOMEBODY = labelled(
    r"(?:acc(?:oun)?ts?|acc|a/c) ?(?:number|num|no|nbr|#)|acct|a/c|accounts?", _VALUE
)
# A slash may follow, with the account behind it: "121000358/000…".
_ROUTING = re.compile(rf"{LEFT}\d{{9}}(?![A-Za-z0-9])(?![.\-:][0-9])")
_ROUTING_NUMBER = r"(?:routing|transit)[ /-]?(?:numbers?|num|no|nbr|code|#)|aba|rtn"
# Papers and packets are routed, too.
_PAPER = (
    r"slips?|sheets?|forms?|tags?|labels?|envelopes?|folders?|memos?|stubs?|vouchers?|pass(?:es)?|"
    r"permits?|tickets?|orders?|builds?|refs?|references?|tasks?|cases?"
)
_NO_BANK = rf"{_PAPER}|tables?|rules?|protocols?|engines?|keys?|paths?|services?|policy|policies"
_SAID = words(_ROUTING_NUMBER)
_ROUTING_WORD = words(
    rf"{_ROUTING_NUMBER}|(?:routing|transit)(?![ -](?:{_NO_BANK})(?![a-z]))|"
    "rt|ach|wires?|wired|wiring"
)
_OF_A_PAPER = re.compile(
    rf"(?<![a-z])(?:{_PAPER})(?:[\s:#.-]{{0,3}}(?:numbers?|num|no|id|is|was)(?![a-z]))?[\s:#.(-]{{0,4}}\Z",
    re.IGNORECASE,
)
_PAPER_REACHES = 30
_BANK_WORD = words(
    "bank|banks|banking|checking|savings|routing|aba|ach|wires?|deposits?|transfer|payroll|"
    "credit union|chase|wells fargo|bofa|bank of america|citi(?:bank)?|capital one|pnc|truist|"
    "usaa|ally|swift|venmo|zelle|refund|reimburse(?:ment)?"
)
_OTHER_ACCOUNT = words(
    "aws|gcp|azure|amazon|google|github|gitlab|utility|electric|water|gas|salesforce|twitter|"
    "loyalty|customer|tenant|cloud|jira|zendesk|netflix|slack|sap|gl|ledger|iam"
)


def detect_numbers(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per bank account number."""
    for start, end, value in values(_OF_A_BANK, part.text):
        if not is_nobodys("bank_numbers", value):
            yield _finding(
                part, NUMBER, (start, end), confidence=0.9, because="named as a bank account"
            )
    for start, end, value in values(_OF_SOMEBODY, part.text):
        near_bank = is_near(part.text, (start, end), _BANK_WORD, before=80)
        other = is_near(part.text, (start, end), _OTHER_ACCOUNT, before=40, after=10)
        if near_bank and not other and not is_nobodys("bank_numbers", value):
            because = "named as an account, a word of banking near"
            yield _finding(part, NUMBER, (start, end), confidence=0.85, because=because)


def detect_routing(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per routing number."""
    for written in _ROUTING.finditer(part.text):
        if not rtn.is_valid(written[0]) or is_nobodys("routing_numbers", written[0]):
            continue
        if _is_called_routing(part.text, written.span()):
            because = "check digit holds, its name near"
            yield _finding(part, ROUTING, written.span(), confidence=0.95, because=because)


def _is_called_routing(text: str, span: tuple[int, int]) -> bool:
    if is_called_otherwise(text, span[0]) or not is_near(text, span, _ROUTING_WORD, before=50):
        return False
    of_a_paper = _OF_A_PAPER.search(text, max(0, span[0] - _PAPER_REACHES), span[0])
    return of_a_paper is None or is_near(text, span, _SAID, before=50)


def _finding(
    part: TextPart, label: str, span: tuple[int, int], *, confidence: float, because: str
) -> Finding:
    return Finding(
        label=label,
        part=part.name,
        start=span[0],
        end=span[1],
        confidence=confidence,
        because=because,
    )
