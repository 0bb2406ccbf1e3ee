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
_WHOSE = (
    r"(?:\s(?:for|of|at|with|belonging to)\s[^\d\n:;?]{1,40}?(?:\s(?:is|was)(?![a-z])|\s?[:=-]))?"
)
_BACK_LINK = (
    r"\s{0,2}(?:(?:is|was|as|=|-|\(|,)\s{0,2})"
    r"(?:(?:my|his|her|their|our|your|the|[A-Za-z]{1,20}'s)\s)?"
)
# A name that its own value follows is not the name of the number before it.
_OWN_VALUE = rf"(?!{LINK.replace('>,-', '>-')}[A-Z]{{0,3}}\d)"
LEFT = r"(?<![A-Za-z0-9])(?<![0-9][.\-/:])"
RIGHT = r"(?![A-Za-z0-9])(?![.\-/:][0-9])"


def labelled(names: str, value: str) -> re.Pattern[str]:
    """Return a pattern for a value (case as given) with one of the names (any case) beside it."""
    # "#" closes a name even when the digits follow at once.
    name = rf"(?i:(?<![A-Za-z0-9])(?:{names})(?:(?<=#)|(?![A-Za-z0-9])))"
    return re.compile(
        rf"{name}(?i:{_WHOSE}{LINK}){LEFT}(?P<after>{value}){RIGHT}"
        rf"|{LEFT}(?P<before>{value}){RIGHT}(?i:{_BACK_LINK}){name}(?i:{_OWN_VALUE})"
    )


def values(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and text of each value of a `labelled` pattern."""
    for match in pattern.finditer(text):
        group = "after" if match["after"] is not None else "before"
        yield match.start(group), match.end(group), match[group]
