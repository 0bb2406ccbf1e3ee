"""Reads e-mail addresses whose marks are spelled out: "jo (at) corp (dot) io", "jo dot doe at …".

"Look at amazon dot com" is no address: without brackets round "at", the name must have a "dot" of
its own, or a word of mail must stand before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.context import is_near, words
from bot.detection.second_readings.rereading import Reread, SecondReading, replaced

_BRACKETED = r"[ ]?[(\[{{<][ ]?{0}[ ]?[)\]}}>][ ]?"
_DOT = rf"(?:{_BRACKETED.format('dot')}|[ ]dot[ ]|\.)"
_AT = rf"(?P<at>{_BRACKETED.format('(?:at|@)')}|[ ]at[ ]|[ ]?@[ ]?)"
_ENDINGS = "com|org|net|edu|gov|mil|info|biz|io|co|us|uk|ca|de|fr|nl|au|in|me|app|dev|ai"
_WRITTEN = re.compile(
    r"(?<![A-Za-z0-9._%+@-])"
    rf"(?P<name>[A-Za-z0-9](?:[A-Za-z0-9_+-]|{_DOT}(?=[A-Za-z0-9])){{0,60}}){_AT}"
    rf"(?P<domain>[A-Za-z0-9-]{{1,40}}(?:{_DOT}[A-Za-z0-9-]{{1,40}}){{0,4}}{_DOT}(?:{_ENDINGS}))"
    r"(?![A-Za-z0-9@-])",
    re.IGNORECASE,
)
_SPELLED_DOT = re.compile(rf"{_BRACKETED.format('dot')}|[ ]dot[ ]", re.IGNORECASE)
_MAIL_WORD = words("e-?mails?|mail(?:ed|ing)?|address(?:es)?|inbox|reach|contact|cc|forward")
_NOBODY = words("me|us|him|her|them|it|you|look|is|was|are|were|be|am|here|there|and|or|up|team")
_BARE = frozenset({"at", "At", "AT", "@"})

GATE = r"(?i)[(\[{<] ?(?:at|dot|@) ?[)\]}>]| dot (?:" + _ENDINGS + r")\b| @ [a-z0-9-]+ ?\."


def reread(text: str, start: int = 0) -> Iterator[Reread]:
    """Yield the text with the addresses written as usual."""
    changes = [
        (written.span(), f"{_dotted(written['name'])}@{_dotted(written['domain'])}")
        for written in _WRITTEN.finditer(text, start)
        if _is_meant(text, written)
    ]
    if changes:
        yield replaced(text, changes)


def _is_meant(text: str, written: re.Match[str]) -> bool:
    at = written["at"].strip()
    has_spelled_dot = _SPELLED_DOT.search(written[0]) is not None
    if written["at"] == "@" and not has_spelled_dot:  # as usual
        return False
    if at not in _BARE:
        return True
    if _NOBODY.fullmatch(written["name"]):
        return False
    if _SPELLED_DOT.search(written["name"]):
        return True
    named = is_near(text, written.span(), _MAIL_WORD, before=30, after=0)
    return named and (has_spelled_dot or at == "@")


def _dotted(spelled: str) -> str:
    return _SPELLED_DOT.sub(".", spelled)


SPELLED_ADDRESSES = SecondReading(
    name="spelled addresses", gate=GATE, reread=reread, because="its marks spelled out"
)
