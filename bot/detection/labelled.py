"""Values that stand right after, or right before, the name of what they are.

Many identifiers are bare digits that only their name tells apart: "MRN: 0048291", "ssn for Jo is
514298837", "021000021 is the routing number".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# What people write between a name and its value.
LINK = (
    r"(?:\s{0,2}(?:(?:numbers?|num|nbr|no\.?|nr|ids?|is|was|are|it'?s|that's|here's|on file)"
    r"(?![A-Za-z0-9])|[:=#?*_`\"'()\[|>,-])){0,7}\s{0,3}"
)
_OF_SOMEBODY = r"\s(?:for|of|at|with|belonging to)\s[^\d\n:;?]{1,40}?"
_WHOSE = rf"(?:{_OF_SOMEBODY}(?:\s(?:is|was)(?![a-z])|\s?[:=-]))?"
_BACK_LINK = (
    r"\s{0,2}(?:(?P<surely>is|was|as|=)|(?P<closely>[-(])|,)\s{0,2}"
    r"(?:(?:my|his|her|their|our|your|the|[A-Za-z]{1,20}'s)\s)?"
)
# A name that its own value follows is not the name of the number before it. A comma may part two
# pairs, after a dash or a bracket so does the line's end; and after "… is my" only a colon or the
# like makes the value behind the name its own.
_NUMBER = r"(?:\s?(?:numbers?|num|nbr|no\.?|nr|#|ids?))?"
_WHOSE_OWN = rf"(?:{_NUMBER}{_OF_SOMEBODY}(?:\s(?:is|was)(?![a-z])|\s?[:=]))?"
_OWN_LINK = LINK.replace(">,-", ">-")
_LINK_IN_LINE = _OWN_LINK.replace(r"\s", " ")
_LINK_SAID = rf"{_NUMBER}\s{{0,2}}(?:(?:is|was)(?![A-Za-z0-9])|[:=#])\s{{0,3}}"
_VALUE_BEGINS = r"[A-Z]{0,3}\d"
_OWN_VALUE = (
    rf"(?(surely)(?!{_LINK_SAID}{_VALUE_BEGINS})"
    rf"|(?(closely)(?!{_WHOSE_OWN}{_LINK_IN_LINE}{_VALUE_BEGINS})"
    rf"|(?!{_WHOSE_OWN}{_OWN_LINK}{_VALUE_BEGINS})))"
)
LEFT = r"(?<![A-Za-z0-9])(?<![0-9][.\-/:])"
RIGHT = r"(?![A-Za-z0-9])(?![.\-/:][0-9])"
# "514298837 is my ssn, 611738205 is …": the first has its value, the second a name of its own.
_HAS_ITS_VALUE = re.compile(
    r"\d(?:[ /-]?[A-Z\d]){4,20}\s?(?:\s(?:is|was|as)\s|=\s?|\(|-\s)(?:[a-z']{1,20}\s){0,3}\Z",
    re.IGNORECASE,
)
_PARTED = re.compile(r"[,;)\n]\s{0,3}\Z")
_NAME_FOLLOWS = re.compile(r"\s?(?:\s(?:is|was|as)\s|[=(]|\s-)\s?[a-z]", re.IGNORECASE)
_NAME_REACHES, _PARTS = 80, 4


def labelled(names: str, value: str) -> re.Pattern[str]:
    """Return a pattern for a value (case as given) with one of the names (any case) beside it.

    Of names that begin alike the longer comes first.
    """
    # "#" closes a name even when the digits follow at once.
    name = rf"(?:{names})(?:(?<=#)|(?![A-Za-z0-9]))"
    begin = r"(?<![A-Za-z0-9])"
    # Of "514298837, checking account 900…" the name is all of "checking account": the group that
    # looks for a value before it never falls back to a shorter one.
    return re.compile(
        rf"(?i:{begin}{name}{_WHOSE}{LINK}){LEFT}(?P<after>{value}){RIGHT}"
        rf"|{LEFT}(?P<before>{value}){RIGHT}(?i:{_BACK_LINK}{begin}(?>{name}){_OWN_VALUE})"
    )


def values(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and text of each value of a `labelled` pattern."""
    place = 0
    while (match := pattern.search(text, place)) is not None:
        group = "after" if match["after"] is not None else "before"
        place = match.end()
        if group == "after" and _is_anothers(text, match):
            place = match.start(group)  # to be looked at once more, without this name
            continue
        yield match.start(group), match.end(group), match[group]


def _is_anothers(text: str, match: re.Match[str]) -> bool:
    """Whether the name has a value before it, and the one behind it another name."""
    name, (start, end) = match.start(), match.span("after")
    return (
        _NAME_FOLLOWS.match(text, end) is not None
        and _PARTED.search(text, max(name, start - _PARTS), start) is not None
        and _HAS_ITS_VALUE.search(text, max(0, name - _NAME_REACHES), name) is not None
    )
