"""Makes a clean sentence look typed in a hurry; entity marks move along."""

from __future__ import annotations

import random

from rows import Row

_OPENERS = (
    "hey ",
    "hi ",
    "ok so ",
    "fyi ",
    "btw ",
    "@here ",
    "so ",
    "hey team, ",
    "also ",
    "um ",
    "quick one: ",
    "> ",
)
_CLOSERS = (
    " thx",
    " 🙏",
    " 😬",
    " lol",
    " fyi",
    " please",
    "!",
    ".",
    "...",
    " 🙂",
    " asap",
    " ty",
    "?",
)
_HARMLESS = (
    " Can you look at it today?", " Talk later.", " See the ticket.", " Let me know.",
    " The build is green again.", "\nMeeting is at 3.", " Call me when you are back at your desk.",
    " I'll be in the office until 5.", "\nThanks", " Not urgent.", " Same as last time.",
)  # fmt: skip


def roughen(row: Row, dice: random.Random) -> Row:
    """Return the row with an opener, a closer, lower case, capitals, a typo or a line break."""
    if dice.random() < 0.25:
        _prepend(row, dice.choice(_OPENERS))
    if dice.random() < 0.25:
        row.text += dice.choice(_CLOSERS)
    if dice.random() < 0.12:
        row.text += dice.choice(_HARMLESS)
    if dice.random() < 0.12:
        _typo(row, dice)
    case = dice.random()
    if case < 0.22:
        _recase(row, row.text.lower())
    elif case < 0.25:
        _recase(row, row.text.upper())
    elif case < 0.5 and row.text:
        _recase(row, row.text[0].upper() + row.text[1:])
    return row


def _recase(row: Row, text: str) -> None:
    if len(text) == len(row.text):  # some letters grow when their case changes
        row.text = text


def _prepend(row: Row, opener: str) -> None:
    row.text = opener + row.text
    row.ents = [(s + len(opener), e + len(opener), label) for s, e, label in row.ents]


def _typo(row: Row, dice: random.Random) -> None:
    at = dice.randrange(max(1, len(row.text) - 2))
    inside = any(start <= at + 1 and at < end for start, end, _ in row.ents)
    pair = row.text[at : at + 2]
    if not inside and pair.isalpha():
        row.text = row.text[:at] + pair[::-1] + row.text[at + 2 :]
