"""Reads a number that its author began in the message before: "my ssn is 536-22", then "8765"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.second_readings.digit_stretches import Stretch, find_stretches, stretches_across
from bot.detection.second_readings.number_words import WORDS
from bot.detection.second_readings.one_number import is_one_number
from bot.detection.second_readings.rereading import Reread
from bot.detection.second_readings.taken_apart import rendered

_BEGUN = re.compile(
    rf"(?:[0-9]|(?<![a-z])(?:{WORDS}|o))(?P<end>[^0-9A-Za-z]{{0,8}}(?:(?:and|then)\W{{0,4}})?)\Z",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?P<lead>[^0-9A-Za-z]{0,8}(?:(?:and|then|plus|finally|cont(?:inued)?|followed by|ends?|"
    r"(?:the )?rest|(?:the )?last (?:two|three|four|five|six|[2-6])(?: digits)?)"
    r"(?: is| are| in| with)?[^0-9A-Za-z]{1,4}){0,2})"
    rf"(?:[0-9]|(?:{WORDS}|o)(?![a-np-z]))",
    re.IGNORECASE,
)
_END_REACHES = 40

CONTINUED = "begun in the message before"


def reread_across(begun: str, own: str) -> Iterator[Reread]:
    """Yield both texts as one, with a number put together that goes across their border.

    What a reread text says it stands for are places of `own`.
    """
    tail = _GOES_ON.match(own)
    if tail is None:  # as of most messages
        return
    head = _BEGUN.search(begun, max(0, len(begun) - _END_REACHES))
    if head is None:
        return
    border = head.start("end")
    text = f"{begun[:border]}\n{own[tail.end('lead') :]}"
    shift = tail.end("lead") - border - 1
    for stretch in _across(text, border):
        for reread in rendered(text, [stretch]):
            own_part = (border + 1 + shift, stretch.span[1] + shift)
            yield Reread(reread.text, reread.made, (own_part,))


def _across(text: str, border: int) -> Iterator[Stretch]:
    for stretch in find_stretches(text):
        if stretch.span[0] < border < stretch.span[1]:
            yield from (
                one for one in stretches_across(stretch, border) if is_one_number(text, one)
            )
