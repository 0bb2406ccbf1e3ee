"""HTML cut into its pieces, in one pass whatever it holds.

The parser of the standard library starts anew at each `<` that is never closed: a hundred
kilobytes of them keep it for minutes, and all the others with it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_OPENS = re.compile(r"<(?=/?[A-Za-z]|[!?])")
_NAME = re.compile(r"[A-Za-z][^\s/>]*+")
# As a browser does it: a quotation mark counts after `=` alone, and one without its like does not.
_TO_THE_END = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>""")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']++)\s*+(?:=\s*+("[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
_RAW = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style")}


@dataclass(frozen=True, slots=True)
class Words:
    """Text between tags."""

    text: str


@dataclass(frozen=True, slots=True)
class Start:
    """A tag that begins something; what it is given by, with names in small letters."""

    name: str
    given: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class End:
    """A tag that ends something."""

    name: str


Piece = Words | Start | End


def pieces_of(markup: str) -> Iterator[Piece]:
    """Yield the pieces; scripts and styles are left out, what ends nowhere is text."""
    raw = dict(_RAW)
    at = 0
    while opens := _OPENS.search(markup, at):
        if opens.start() > at:
            yield Words(html.unescape(markup[at : opens.start()]))
        at, piece = _piece_at(markup, opens.start())
        if piece is not None:
            yield piece
        if isinstance(piece, Start) and piece.name in raw:
            at = _after_raw(markup, at, raw, piece.name)
    if at < len(markup):
        yield Words(html.unescape(markup[at:]))


def _piece_at(markup: str, opens: int) -> tuple[int, Piece | None]:
    """Return where what begins at a `<` is over, and what it is; None is nothing to be seen."""
    if markup.startswith(("<!", "<?"), opens):
        return _comment(markup, opens)
    is_end = markup.startswith("/", opens + 1)
    name = _NAME.match(markup, opens + 1 + is_end)
    end = _TO_THE_END.match(markup, name.end()) if name else None
    if name is None or end is None:
        return _the_rest(markup, opens)
    if is_end:
        return end.end(), End(name[0].lower())
    return end.end(), Start(name[0].lower(), _given(markup[name.end() : end.end() - 1]))


def _comment(markup: str, opens: int) -> tuple[int, Piece | None]:
    mark = "-->" if markup.startswith("<!--", opens) else ">"
    closes = markup.find(mark, opens)
    return (closes + len(mark), None) if closes >= 0 else _the_rest(markup, opens)


def _the_rest(markup: str, opens: int) -> tuple[int, Piece]:
    """Nothing is closed from there on: a browser drops it, and we must not."""
    return len(markup), Words(html.unescape(markup[opens:]))


def _given(attributes: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(attributes):
        is_quoted = value[:1] in ("'", '"') and value[-1:] == value[:1]
        found.setdefault(name.lower(), html.unescape(value[1:-1] if is_quoted else value))
    return found


def _after_raw(markup: str, at: int, raw: dict[str, re.Pattern[str]], name: str) -> int:
    """Return where a script or style ends; one without an end hides nothing."""
    closes = raw[name].search(markup, at)
    if closes is None:
        del raw[name]  # nor does any after it have one
        return at
    return closes.start()
